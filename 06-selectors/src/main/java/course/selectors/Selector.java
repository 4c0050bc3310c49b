package course.selectors;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Exercise 6.1: one interface over select, poll and epoll, as Python's module {@code selectors} has
 * it. A selector remembers what is watched and why; a {@link Backend}, which it is constructed
 * with, makes the system calls.
 *
 * <p>What the backend is told and what {@link #map} says never disagree: if the backend refuses,
 * all is as it was before. A selector is one thread's; it has no locks.
 *
 * <p>A channel should be unregistered before it is closed. One that was closed first is reported no
 * more, does not disturb the others, and stays in the map until it is unregistered.
 *
 * <p>Tutorial: selectors模块.
 */
public interface Selector extends AutoCloseable {

    /**
     * A channel that is ready: the tutorial's {@code (key, mask)}.
     *
     * @param events what it is ready for: never empty, and nothing that it is not watched for
     */
    record Ready(SelectorKey key, Set<Event> events) {}

    /**
     * Starts to watch a channel.
     *
     * @param channel open, and in non-blocking mode
     * @param events at least one
     * @param data for its owner, who finds it in the key; may be {@code null}
     * @throws IllegalArgumentException if there are no events, or the backend cannot watch such a
     *     channel
     * @throws IllegalStateException if the channel is registered, if another open channel with the
     *     same descriptor is, or if this selector is closed
     * @throws java.nio.channels.IllegalBlockingModeException if the channel is in blocking mode: it
     *     would make everybody wait
     * @throws java.nio.channels.ClosedChannelException if the channel is closed
     * @throws IOException if the backend fails
     */
    SelectorKey register(SelectableChannel channel, Set<Event> events, Object data)
            throws IOException;

    /**
     * Watches a channel no more. It may have been closed before, and its descriptor may be another
     * channel's by now: then the other one stays watched. A backend that fails here is not heard.
     *
     * @return the key that the channel had
     * @throws java.util.NoSuchElementException if the channel is not registered
     * @throws IllegalStateException if this selector is closed
     */
    SelectorKey unregister(SelectableChannel channel);

    /**
     * Changes what a channel is watched for, its data, or both. The backend is told only if the
     * events change. If it fails, the channel keeps the key that it had.
     *
     * @return the new key; the old one is as it was
     * @throws java.util.NoSuchElementException if the channel is not registered
     * @throws IllegalArgumentException if there are no events
     * @throws IllegalStateException if this selector is closed
     * @throws java.nio.channels.ClosedChannelException if the channel is closed and the events
     *     change
     * @throws IOException if the backend fails
     */
    SelectorKey modify(SelectableChannel channel, Set<Event> events, Object data)
            throws IOException;

    /**
     * Waits until at least one channel is ready. With nothing registered, or nothing but channels
     * that were closed, the call waits for its time to pass.
     *
     * <p>What is still the case is reported again by the next call. A channel that has hung up or
     * failed is ready for all that it is watched for: whoever reads or writes will learn why.
     *
     * @param timeout how long to wait at most: {@code null}, or more than {@link Integer#MAX_VALUE}
     *     milliseconds, waits as long as it takes; {@link Duration#ZERO} or a negative one looks
     *     and returns at once
     * @return who is ready, each channel once; those for which one call has no room are reported by
     *     the next ones. Empty if the time has passed. The list is the caller's
     * @throws InterruptedException if the thread is interrupted before or while it waits; its
     *     interrupt status is cleared
     * @throws IllegalStateException if this selector is closed
     */
    List<Ready> select(Duration timeout) throws IOException, InterruptedException;

    /** Waits as long as it takes. */
    default List<Ready> select() throws IOException, InterruptedException {
        return select(null);
    }

    /**
     * The key of a channel.
     *
     * @throws java.util.NoSuchElementException if the channel is not registered
     * @throws IllegalStateException if this selector is closed
     */
    SelectorKey key(SelectableChannel channel);

    /**
     * All keys, by channel. The map is a view: it cannot be changed, and shows what is registered
     * later. It is empty when the selector is closed.
     */
    Map<SelectableChannel, SelectorKey> map();

    /** Forgets all keys, and closes the backend. The channels stay open. Repeatable. */
    @Override
    void close() throws IOException;
}
