package course.kit.sample;

public interface Mail {
    void deliver() throws Exception;
}
