package course.kit.sample;

/** A contract for the kit's own tests. */
public interface Echo {
    String echo(String word) throws Exception;
}
