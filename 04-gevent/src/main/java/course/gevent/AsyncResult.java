package course.gevent;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * A result that somebody will give later, once. As a listener it takes over the outcome of the
 * thing that it is linked to, such as a {@link Task}.
 */
public interface AsyncResult<T> extends Outcome<T>, Waitable.Listener {

    /**
     * Gives the value, and wakes all who wait. May be called by any thread.
     *
     * @throws IllegalStateException if there is a result already
     */
    void set(T value);

    /**
     * Gives a failure, and wakes all who wait. May be called by any thread.
     *
     * @throws IllegalStateException if there is a result already
     */
    void setException(Throwable failure);

    /**
     * Waits for the result.
     *
     * @throws Exception the failure that was given, that very instance
     */
    default T get() throws Exception {
        return get(null);
    }

    /**
     * Waits for the result, but no longer than this. With {@link Duration#ZERO} it does not wait,
     * and may be called in a message, too.
     *
     * @throws TimeoutException if there is no result by then
     * @throws Exception the failure that was given, that very instance
     */
    T get(Duration timeout) throws Exception;

    /** Takes over the value or the exception of {@code source}. */
    @Override
    void onReady(Waitable source);
}
