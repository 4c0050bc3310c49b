package course.coroutine;

/**
 * Thrown out of a {@code yield} when the generator or coroutine is being closed, so that the body
 * runs its {@code finally} blocks and ends. It is an {@link Error} and not an {@link Exception}, so
 * that {@code catch (Exception e)}, which is meant for failures, does not catch it.
 */
public final class GeneratorExit extends Error {
    private static final long serialVersionUID = 1;

    public GeneratorExit() {
        super("the generator is being closed", null, true, false);
    }
}
