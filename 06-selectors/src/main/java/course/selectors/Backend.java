package course.selectors;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Set;

/**
 * A way to wait for many channels: the part below a {@link Selector}. In exercise 6.1 the backends
 * are given; in exercise 6.2 you write them.
 *
 * <p>It trusts its caller: no channel is added twice, no channel is changed or removed that has not
 * been added, all are in non-blocking mode, and the sets of events are not empty and do not change.
 * It is for one thread only; what becomes of a wait during which another thread closes a channel is
 * left open.
 *
 * <p>A channel that was closed without being removed is no longer reported, and does not disturb
 * the others, not even the next owner of its descriptor: nor does it end a wait. That holds also if
 * it was removed since, and as long as another process, such as a child, has a copy of its
 * descriptor (for {@code epoll(7)} it is then still open, and cannot be removed by its number).
 */
public interface Backend extends AutoCloseable {

    /** Receives what a wait has found. It neither calls the backend nor closes a channel. */
    @FunctionalInterface
    interface Found {
        /**
         * @param events what the channel is ready for, all in one set; may contain events that it
         *     was not added for
         */
        void ready(SelectableChannel channel, Set<Event> events);
    }

    /**
     * Starts to watch a channel.
     *
     * @throws IllegalArgumentException if channels such as this one cannot be watched
     * @throws java.nio.channels.ClosedChannelException if the channel is closed
     * @throws IOException if the system call fails; where it is the system that cannot watch such a
     *     channel, either of the two may be thrown
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
     * Stops watching a channel.
     *
     * @throws IOException if the system call fails; the channel may have been closed
     */
    void remove(SelectableChannel channel) throws IOException;

    /**
     * Waits until at least one channel is ready, and hands over each channel that is, once, before
     * it returns; channels for which one call has no room are handed over by the next. What is
     * handed over is so now, whatever was found before. A hang-up or an error is reported as all
     * that the channel is watched for: {@link Event#READ}, {@link Event#WRITE} or both. Signals to
     * the process do not end the wait.
     *
     * @param timeout how long to wait at most, from zero to {@link Integer#MAX_VALUE} milliseconds;
     *     if nothing happens, the wait is not shorter than that, not by a fraction of a
     *     millisecond. {@code null} waits without limit
     * @throws InterruptedException if the thread is interrupted before or while it waits, even if
     *     something is ready; its interrupt status is cleared
     */
    void await(Duration timeout, Found found) throws IOException, InterruptedException;

    /** Releases what it has from the system. The channels stay open. Closing again does nothing. */
    @Override
    void close() throws IOException;
}
