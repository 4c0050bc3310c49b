package course.gevent;

import java.time.Duration;

/**
 * Throws itself into the green thread that has started it, if the time is up before it is closed.
 * Code that catches one must check that it is its own: {@code if (caught != mine) throw caught}.
 *
 * <p>It is not an {@link Exception}, so {@code catch (Exception e)} lets it through.
 */
public abstract class Timeout extends Error implements AutoCloseable {
    private static final long serialVersionUID = 1;

    protected Timeout(Duration duration) {
        super(
                duration == null
                        ? "no timeout"
                        : "timed out after %s s"
                                .formatted(duration.toSeconds() + duration.toMillisPart() / 1e3),
                null,
                false,
                false);
    }

    /** Whether it may still throw. */
    public abstract boolean isPending();

    /** Starts the whole time again from now on, for the green thread that calls. */
    public abstract void restart();

    /** Cancels it: from now on it does not throw. May be called again. */
    @Override
    public abstract void close();
}
