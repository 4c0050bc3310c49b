package course.select;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Exercise 5.4: {@code poll}, as Python's {@code select.poll()} has it, on the system call of that
 * name.
 *
 * <p>{@code select} is given three lists at each call; a poll object remembers what it watches. And
 * its array does not end at 1,024. The kernel still looks at every entry at each call.
 *
 * <p>A call that is refused, by whatever exception, changes nothing.
 *
 * <p>Tutorial: Select\Poll\Epoll异步IO.
 */
public interface Poll {

    /** What can be asked for, and what can happen. */
    enum Event {
        /** Bytes to read, the end of the stream, or a connection to accept. */
        IN,
        /** Urgent data. */
        PRI,
        /** Room to write, or a connection attempt that is over. */
        OUT,
        /** An error on the channel. Reported even if not asked for. */
        ERR,
        /** The other side has hung up. Reported even if not asked for. */
        HUP,
        /** The channel was closed. Reported even if not asked for. */
        NVAL
    }

    /**
     * @param events what happened on the channel; never empty
     */
    record Ready(SelectableChannel channel, Set<Event> events) {}

    /**
     * Starts to watch a channel. If it is watched already, it is watched for {@code events} from
     * now on.
     *
     * @param events any of {@code IN}, {@code PRI} and {@code OUT}; with none of them, only the
     *     events are reported that need not be asked for. What becomes of the set later changes
     *     nothing.
     * @throws IllegalArgumentException if {@code events} has one that is only ever reported
     * @throws java.nio.channels.ClosedChannelException if the channel is closed
     */
    void register(SelectableChannel channel, Set<Event> events) throws IOException;

    /**
     * Changes what a channel is watched for.
     *
     * @param events as for {@link #register}
     * @throws java.util.NoSuchElementException if the channel is not watched
     * @throws IllegalArgumentException if {@code events} has one that is only ever reported
     */
    void modify(SelectableChannel channel, Set<Event> events) throws IOException;

    /**
     * Stops watching a channel. The channel may have been closed before.
     *
     * @throws java.util.NoSuchElementException if the channel is not watched
     */
    void unregister(SelectableChannel channel);

    /**
     * Waits until something happens on a watched channel.
     *
     * <p>A channel that was closed while it was watched is reported with {@code NVAL} alone, by
     * every call until it is unregistered, even if another channel has got its descriptor's number
     * meanwhile. If it is closed while a call waits, that call need not come back for it, but
     * reports it when it does. A signal to the process does not end the wait, nor does it make a
     * call fail, be it a look.
     *
     * @param timeout how long to wait at most, rounded up to milliseconds: {@link Duration#ZERO}
     *     looks and returns at once; {@code null} or a negative one waits without limit
     * @return the channels on which something happened, each of them once, in a list that later
     *     calls do not change; empty if the time has passed, and not before
     * @throws IllegalArgumentException if the timeout is more than {@link Integer#MAX_VALUE}
     *     milliseconds
     * @throws IllegalStateException if another thread is in this method of the same object
     * @throws InterruptedException if the thread is interrupted before or while it waits, even if
     *     the timeout is zero or something has happened; its interrupt status is cleared
     */
    List<Ready> poll(Duration timeout) throws IOException, InterruptedException;
}
