package course.loop.time;

import java.time.Duration;

/**
 * How a loop learns the time, and how it waits. This is all that a loop knows of time, so that the
 * same loop runs on the real clock, on a selector, and on a clock whose hands a spec turns.
 */
public interface LoopClock {

    /** The time since some fixed moment. It never goes back. */
    Duration now();

    /**
     * Waits until {@link #now} has reached {@code until}, or until somebody calls {@link #wake}. A
     * wake is not lost when it comes before the wait: the wait then returns at once. May also
     * return early for no reason.
     *
     * @param until {@code null} to wait for a wake alone
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    void await(Duration until) throws InterruptedException;

    /** Ends the present wait, or else the next one. May be called by any thread. */
    void wake();
}
