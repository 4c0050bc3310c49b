package course.gevent;

/**
 * Exercise 4.5: queues, semaphores and pools. They let only so many in, and the others wait their
 * turn.
 *
 * <p>Implementations have one constructor, with the {@link Hub} and the {@link Tasks} that a pool
 * consists of. All is for the hub's thread.
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
     * @param capacity 0 for a channel, where items go from hand to hand
     * @throws IllegalArgumentException if it is negative
     */
    <T> Queue<T> newQueue(int capacity);

    /**
     * @throws IllegalArgumentException if it is less than 1
     */
    Pool newPool(int size);
}
