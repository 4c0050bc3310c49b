package course.kit;

/**
 * For a contract whose implementations are constructed with something that the spec chooses, such
 * as a clock: a spec asks for {@code Candidate<Foo>} instead of {@code Foo}.
 *
 * @param <T> the contract
 */
public interface Candidate<T> {

    /**
     * Creates an instance by the implementation's only constructor. It is closed after the example
     * if it is {@link AutoCloseable}.
     */
    T create(Object... arguments) throws Exception;

    /** As {@link #create}, for an example that closes it itself, or not at all. */
    T createOpen(Object... arguments) throws Exception;
}
