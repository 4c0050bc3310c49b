package course.gevent;

/**
 * Exercise 4.5: queues, semaphores and pools. They let only a limited number in, and the others
 * wait for their turn.
 *
 * <p>Implementations have one constructor, with the {@link Hub} and the {@link Tasks} that a pool
 * consists of. Everything here is for the hub's thread. A negative duration is refused with an
 * {@link IllegalArgumentException}; null means without limit.
 *
 * <p>Tutorial: Gevent.
 */
public interface Coordination {

    /** Room for any number of items. */
    int UNBOUNDED = Integer.MAX_VALUE;

    /**
     * @throws IllegalArgumentException if it is less than 1
     */
    Semaphore newSemaphore(int permits);

    /**
     * @param capacity 0 for a channel, where each item goes directly from the one who puts it to
     *     the one who takes it
     * @throws IllegalArgumentException if it is negative
     */
    <T> Queue<T> newQueue(int capacity);

    /**
     * @throws IllegalArgumentException if it is less than 1
     */
    Pool newPool(int size);
}
