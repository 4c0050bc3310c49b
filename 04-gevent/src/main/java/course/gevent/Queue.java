package course.gevent;

import java.time.Duration;

/**
 * Items from green threads for green threads, first in, first out. An item that is null is refused
 * with a {@link NullPointerException} or an {@link IllegalArgumentException}. Those who wait to put
 * or to take are served in the order in which they came. If one of them gives up, or is killed, no
 * item is lost with it: those that were on their way to green threads that were killed are the
 * first again, in their order.
 */
public interface Queue<T> {

    /** Waits for room, and puts the item. With a capacity of 0, waits until somebody takes it. */
    default void put(T item) throws InterruptedException {
        offer(item, null);
    }

    /**
     * Waits for room, and puts it.
     *
     * @param timeout with {@link Duration#ZERO} it does not wait
     * @return false if there was none within this time
     * @throws IllegalStateException if the queue has been shut down, also while this waits
     */
    boolean offer(T item, Duration timeout) throws InterruptedException;

    /** Waits for an item, and takes it. */
    default T take() throws InterruptedException {
        return poll(null);
    }

    /**
     * Waits for an item, and takes it.
     *
     * @param timeout with {@link Duration#ZERO} it does not wait
     * @return null if there was none within this time
     * @throws IllegalStateException if the queue has been shut down and is empty, also while this
     *     waits
     */
    T poll(Duration timeout) throws InterruptedException;

    /** How many items are in it. */
    int size();

    /**
     * Reports that the work on one of the items that were put is done.
     *
     * @throws IllegalStateException if the work on all of them is done already
     */
    void taskDone();

    /**
     * Waits until the work on all items that were put is done.
     *
     * @return false if it was not done within this time
     */
    boolean join(Duration timeout) throws InterruptedException;

    /** From now on nothing can be put; what is in it can be taken. */
    void shutdown();
}
