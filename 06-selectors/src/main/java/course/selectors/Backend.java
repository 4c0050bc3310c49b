package course.selectors;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Set;

/**
 * A way to wait for many channels: what stands under a {@link Selector}. Exercise 6.1 is given
 * backends, exercise 6.2 writes them.
 *
 * <p>It trusts its caller: no channel is added twice, changed or removed without having been added,
 * and all are in non-blocking mode. One that was closed without being removed is reported no more,
 * and does not disturb the others, the next owner of its descriptor included.
 */
public interface Backend extends AutoCloseable {

    /** Takes what a wait has found. */
    @FunctionalInterface
    interface Found {
        /**
         * @param events what the channel is ready for; may be more than it was added for
         */
        void ready(SelectableChannel channel, Set<Event> events);
    }

    /**
     * Starts to watch a channel.
     *
     * @throws IllegalArgumentException if channels such as this one cannot be watched
     * @throws java.nio.channels.ClosedChannelException if the channel is closed
     * @throws IOException if the system call fails
     */
    void add(SelectableChannel channel, Set<Event> events) throws IOException;

    /**
     * Watches a channel for other events.
     *
     * @throws java.nio.channels.ClosedChannelException if the channel is closed
     * @throws IOException if the system call fails
     */
    void change(SelectableChannel channel, Set<Event> events) throws IOException;

    /**
     * Watches a channel no more.
     *
     * @throws IOException if the system call fails; the channel may have been closed
     */
    void remove(SelectableChannel channel) throws IOException;

    /**
     * Waits until at least one channel is ready, and hands over each that is. A hang-up or an error
     * is reported as {@link Event#READ} and {@link Event#WRITE} both. Signals to the process do not
     * end the wait.
     *
     * @param timeout how long to wait at most, from zero to {@link Integer#MAX_VALUE} milliseconds;
     *     no wait is shorter, if nothing happens. {@code null} waits as long as it takes
     * @throws InterruptedException if the thread is interrupted before or while it waits; its
     *     interrupt status is cleared
     */
    void await(Duration timeout, Found found) throws IOException, InterruptedException;

    /** Gives back what the system has lent. The channels stay open. Repeatable. */
    @Override
    void close() throws IOException;
}
