package course.gevent;

import java.time.Duration;

/** A flag that many can wait for. It is ready while it is set. */
public interface Event extends Waitable {

    /**
     * Sets the flag, and wakes all who wait now, even if it is cleared before they run. May be
     * called by any thread.
     */
    void set();

    /** Clears the flag: whoever calls {@link #await} now waits. May be called by any thread. */
    void clear();

    /** Waits until it is set. */
    default void await() throws InterruptedException {
        await(null);
    }

    /**
     * Waits until it is set.
     *
     * @return false if it was not set within this time
     */
    boolean await(Duration timeout) throws InterruptedException;
}
