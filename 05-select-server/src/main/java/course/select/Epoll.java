package course.select;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Exercise 5.5: {@code epoll}, as Python's {@code select.epoll()} has it, on Linux's epoll(7).
 *
 * <p>Here the kernel keeps the list of what is watched, and tells only what happened: a call costs
 * what is ready, not what is watched. Each object is an epoll instance of its own, from its
 * construction until it is closed.
 *
 * <p>Tutorial: Select\Poll\Epoll异步IO.
 */
public interface Epoll extends AutoCloseable {

    /** What can be asked for, and what can happen. */
    enum Event {
        /** Bytes to read, the end of the stream, or a connection to accept. */
        IN,
        /** Urgent data. */
        PRI,
        /** Room to write, or a connection attempt that is over. */
        OUT,
        /** The other side will send no more. */
        RDHUP,
        /** An error on the channel. Reported unasked. */
        ERR,
        /** The other side has hung up. Reported unasked. */
        HUP,
        /**
         * Asked for only: report changes instead of states. After a report, the next one comes when
         * more has happened, not while there is still something to do.
         */
        EDGE_TRIGGERED,
        /** Asked for only: after one report, be silent until {@link #modify} asks anew. */
        ONE_SHOT
    }

    /**
     * @param events what happened on the channel; never empty
     */
    record Ready(SelectableChannel channel, Set<Event> events) {}

    /**
     * Starts to watch a channel. When it is closed, the kernel watches it no more.
     *
     * @throws course.select.system.SystemCallException {@code EEXIST} if it is watched already
     * @throws java.nio.channels.ClosedChannelException if the channel is closed
     * @throws IllegalStateException if this object is closed
     */
    void register(SelectableChannel channel, Set<Event> events) throws IOException;

    /**
     * Changes what a channel is watched for. What is the case already then is reported once more,
     * also edge-triggered.
     *
     * @throws course.select.system.SystemCallException {@code ENOENT} if the channel is not watched
     * @throws java.nio.channels.ClosedChannelException if the channel is closed
     * @throws IllegalStateException if this object is closed
     */
    void modify(SelectableChannel channel, Set<Event> events) throws IOException;

    /**
     * Watches a channel no more.
     *
     * @throws course.select.system.SystemCallException {@code ENOENT} if the channel is not watched
     * @throws java.nio.channels.ClosedChannelException if the channel is closed
     * @throws IllegalStateException if this object is closed
     */
    void unregister(SelectableChannel channel) throws IOException;

    /**
     * Waits until something happens on a watched channel. A signal to the process does not end the
     * wait.
     *
     * @param timeout how long to wait at most, rounded up to milliseconds: {@link Duration#ZERO}
     *     looks and returns at once; {@code null} or a negative one waits as long as it takes
     * @param most how many channels to report at most; those left over are reported by the next
     *     calls
     * @return the channels on which something happened, each once; empty if the time has passed
     * @throws IllegalArgumentException if {@code most} is less than 1, or the timeout more than
     *     {@link Integer#MAX_VALUE} milliseconds
     * @throws InterruptedException if the thread is interrupted before or while it waits; its
     *     interrupt status is cleared
     * @throws IllegalStateException if this object is closed
     */
    List<Ready> poll(Duration timeout, int most) throws IOException, InterruptedException;

    /**
     * Reads what an edge obliges its reader to read: all that there is. Whoever stops earlier waits
     * for an edge that does not come.
     *
     * @param channel in non-blocking mode
     * @param sink takes each piece; the buffer is its own only during the call
     * @return whether the stream has ended; if not, there was nothing more to read for now
     */
    boolean drain(ReadableByteChannel channel, Consumer<ByteBuffer> sink) throws IOException;

    /** Gives the epoll instance back to the kernel. The channels stay open. Repeatable. */
    @Override
    void close() throws IOException;
}
