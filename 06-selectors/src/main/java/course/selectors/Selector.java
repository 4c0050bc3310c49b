package course.selectors;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Exercise 6.1: one interface over select, poll and epoll, as Python's module {@code selectors} has
 * it. A selector remembers what is watched and why. A {@link Backend}, which its constructor is
 * given, makes the system calls.
 *
 * <p>What the backend is told and what {@link #map} says always agree: if the backend refuses, by
 * whatever it throws, everything is as it was before. A selector is for one thread only; it has no
 * locks. If a call is wrong in several ways, any of them may be told. Only data and a timeout may
 * be {@code null}.
 *
 * <p>A channel should be unregistered before it is closed. A channel that was closed first is no
 * longer reported, does not disturb the others, and stays in the map until it is unregistered. Its
 * descriptor may belong to another channel by then, registered as well: what is done to one of the
 * two does not change the other.
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
     * @param events at least one. They are copied: the caller may use the set for something else
     * @param data for its owner, who finds it in the key; may be {@code null}
     * @throws IllegalArgumentException if there are no events, or the backend cannot watch such a
     *     channel
     * @throws IllegalStateException if the channel is registered already, if another open channel
     *     with the same descriptor is registered, or if this selector is closed
     * @throws java.nio.channels.IllegalBlockingModeException if the channel is in blocking mode: it
     *     would make all others wait
     * @throws java.nio.channels.ClosedChannelException if the channel is closed
     * @throws IOException if the backend fails
     */
    SelectorKey register(SelectableChannel channel, Set<Event> events, Object data)
            throws IOException;

    /**
     * Stops watching a channel. The channel may have been closed before, and another channel may
     * have got its descriptor: then the other one stays watched. The backend is told in any case;
     * if it throws an {@link IOException} here, that is ignored. Whatever else it throws is passed
     * on; whether the channel is still registered then is left open.
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
     * @return the new key; the old one does not change
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
     * Waits until at least one channel is ready. If nothing is registered, or only channels that
     * were closed, the call waits until its time has passed. Whatever the backend throws is passed
     * on; the next call is as good as the first.
     *
     * <p>What is reported is so now: a state that lasts is reported again by the next call, and one
     * that has passed since is not. A channel that has hung up or failed is ready for everything
     * that it is watched for: whoever reads or writes will find out why.
     *
     * @param timeout how long to wait at most: {@code null}, or more than {@link Integer#MAX_VALUE}
     *     milliseconds, waits without limit; {@link Duration#ZERO} or a negative one looks and
     *     returns at once. Any other time is waited for in full
     * @return what is ready, each channel once; channels for which one call has no room are
     *     reported by the next calls. Empty if the time has passed; it may be empty earlier if the
     *     backend has found nothing but what no channel is watched for. Later calls do not change
     *     the list
     * @throws InterruptedException if the thread is interrupted before or while it waits; its
     *     interrupt status is cleared
     * @throws IllegalStateException if this selector is closed
     */
    List<Ready> select(Duration timeout) throws IOException, InterruptedException;

    /** Waits without limit. */
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
     * All keys, by channel. The map is a view: the caller cannot change it, and it also shows what
     * is registered, modified and unregistered later. It is empty when the selector is closed.
     */
    Map<SelectableChannel, SelectorKey> map();

    /**
     * Forgets all keys, and closes the backend. The channels stay open. Closing again does nothing.
     *
     * @throws IOException if the backend fails to close; this selector is closed all the same
     */
    @Override
    void close() throws IOException;
}
