package course.gevent;

import java.time.Duration;

/**
 * Throws itself into the green thread that has started it, when the time is up before it is closed.
 * Whoever catches one looks whether it is his own: {@code if (caught != mine) throw caught}.
 *
 * <p>It is no {@link Exception}, so that {@code catch (Exception e)} on the way lets it through.
 */
public abstract class Timeout extends Error implements AutoCloseable {
    private static final long serialVersionUID = 1;

    protected Timeout(Duration duration) {
        super(
                duration == null
                        ? "no timeout"
                        : "timed out after %s s".formatted(duration.toMillis() / 1e3),
                null,
                false,
                false);
    }

    /** Whether it still may throw. */
    public abstract boolean isPending();

    /** Has the whole time run again from now on, for the green thread that calls. */
    public abstract void restart();

    /** Takes it back: from now on it does not throw. May be called again. */
    @Override
    public abstract void close();
}
