package course.gevent;

import java.time.Duration;

/**
 * A number of permits, first come, first served: whoever asks while others wait, waits behind them.
 * If one of them gives up, or is killed, no permit is lost with it. With a single permit it is a
 * lock, which any green thread may release.
 */
public interface Semaphore {

    /** Waits for a permit, and takes it. */
    default void acquire() throws InterruptedException {
        acquire(null);
    }

    /**
     * Waits for a permit, and takes it.
     *
     * @param timeout with {@link Duration#ZERO} it does not wait
     * @return false if there was none within this time
     */
    boolean acquire(Duration timeout) throws InterruptedException;

    /**
     * Gives a permit back.
     *
     * @throws IllegalStateException if no permit is taken
     */
    void release();

    /** How many permits could be taken now without waiting. */
    int available();
}
