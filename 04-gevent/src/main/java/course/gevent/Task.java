package course.gevent;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A green thread that has a result. */
public interface Task<T> extends GreenThread, Outcome<T> {

    /**
     * Waits for the end.
     *
     * @return the value; null if the body ended by a {@link course.greenlet.GreenletExit}
     * @throws Exception what the body failed with, that very instance
     */
    default T get() throws Exception {
        return get(null);
    }

    /**
     * Waits for the end, but no longer than this.
     *
     * @throws TimeoutException if it has not ended by then
     * @throws Exception what the body failed with, that very instance
     */
    T get(Duration timeout) throws Exception;

    /**
     * As {@link #link}, for a listener that needs only a value: it is told if the end is a success,
     * and a {@link course.greenlet.GreenletExit} counts as a success.
     */
    void linkValue(Listener listener);

    /** As {@link #link}, for a listener that needs only a failure. */
    void linkException(Listener listener);
}
