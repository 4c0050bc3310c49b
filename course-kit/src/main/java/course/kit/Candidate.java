package course.kit;

/**
 * For a contract whose implementations are constructed with something that the spec chooses, such
 * as a clock: a spec asks for {@code Candidate<Foo>} instead of {@code Foo}.
 *
 * @param <T> the contract
 */
public final class Candidate<T> {
    private final Class<?> implementation;
    private final Example example;

    Candidate(Class<?> implementation, Example example) {
        this.implementation = implementation;
        this.example = example;
    }

    /**
     * Creates an instance by the implementation's only constructor. It is closed after the example
     * if it is {@link AutoCloseable}.
     */
    @SuppressWarnings("unchecked")
    public T create(Object... arguments) throws Exception {
        try {
            var created = Candidates.construct(implementation, arguments);
            if (created instanceof AutoCloseable closeable) {
                example.closesAtEnd(closeable);
            }
            return (T) created;
        } catch (Exception | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }
}
