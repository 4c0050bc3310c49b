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
 * <p>Here the kernel keeps the list of what is watched, and reports only what happened: the cost of
 * a call depends on how many channels are ready, not on how many are watched. Each object is an
 * epoll instance of its own, from its construction until it is closed. It is for one thread at a
 * time; only {@link #close} may be called by another one meanwhile.
 *
 * <p>A call that is refused, by whatever exception, changes nothing.
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
        /** An error on the channel. Reported even if not asked for. */
        ERR,
        /** The other side has hung up. Reported even if not asked for. */
        HUP,
        /**
         * Only asked for, never reported: report changes instead of states. After a report, the
         * next one comes when something more has happened, not because there is still something to
         * do.
         */
        EDGE_TRIGGERED,
        /**
         * Only asked for, never reported: after one report, report nothing until {@link #modify}
         * asks again.
         */
        ONE_SHOT
    }

    /**
     * @param events what happened on the channel; never empty
     */
    record Ready(SelectableChannel channel, Set<Event> events) {}

    /**
     * Starts to watch a channel. When the channel is closed, the kernel stops watching it.
     *
     * @throws course.select.system.SystemCallException {@code EEXIST} if it is watched already
     * @throws java.nio.channels.ClosedChannelException if the channel is closed
     * @throws IllegalStateException if this object is closed
     */
    void register(SelectableChannel channel, Set<Event> events) throws IOException;

    /**
     * Changes what a channel is watched for. A state that is there already at this time is reported
     * once more, even if edge-triggered.
     *
     * @throws course.select.system.SystemCallException {@code ENOENT} if the channel is not watched
     * @throws java.nio.channels.ClosedChannelException if the channel is closed
     * @throws IllegalStateException if this object is closed
     */
    void modify(SelectableChannel channel, Set<Event> events) throws IOException;

    /**
     * Stops watching a channel.
     *
     * @throws course.select.system.SystemCallException {@code ENOENT} if the channel is not watched
     * @throws java.nio.channels.ClosedChannelException if the channel is closed
     * @throws IllegalStateException if this object is closed
     */
    void unregister(SelectableChannel channel) throws IOException;

    /**
     * Waits until something happens on a watched channel. A signal to the process does not end the
     * wait, nor does it make a call fail, be it a look. What is reported is so when the call is
     * made: a channel that has been unregistered, closed or read from since an earlier call is
     * reported as it is now.
     *
     * @param timeout how long to wait at most, rounded up to milliseconds: {@link Duration#ZERO}
     *     looks and returns at once; {@code null} or a negative one waits without limit
     * @param most how many channels to report at most; those left over are reported by the next
     *     calls
     * @return the channels on which something happened, each of them once, in a list that later
     *     calls do not change; empty if the time has passed, and not before
     * @throws IllegalArgumentException if {@code most} is less than 1, or the timeout more than
     *     {@link Integer#MAX_VALUE} milliseconds
     * @throws InterruptedException if the thread is interrupted before or while it waits, even if
     *     the timeout is zero or something has happened; its interrupt status is cleared
     * @throws IllegalStateException if this object is closed. If another thread closes it while the
     *     call waits, the call need not end at once, but after a signal it does not wait on.
     */
    List<Ready> poll(Duration timeout, int most) throws IOException, InterruptedException;

    /**
     * Reads all that there is, as a reader must after an edge. A reader that stops earlier waits
     * for an edge that does not come.
     *
     * @param channel in non-blocking mode
     * @param sink takes each piece; the buffer is its own during the call, whatever it does with it
     *     (it may write into it, or drain another channel), and no longer
     * @return whether the stream has ended; if not, there was nothing more to read for now
     */
    boolean drain(ReadableByteChannel channel, Consumer<ByteBuffer> sink) throws IOException;

    /**
     * Gives the epoll instance back to the kernel. The channels stay open. Closing again does
     * nothing.
     */
    @Override
    void close() throws IOException;
}
