package course.select;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Exercise 5.1: {@code select}, as Python's module of that name has it, on the system call of that
 * name.
 *
 * <p>One call watches many channels. It sleeps in the kernel until one of them can be read, can be
 * written or has something exceptional, and answers with three lists: which channels are ready, and
 * for what.
 *
 * <p>Tutorial: Select\Poll\Epoll异步IO, {@code select.select(inputs, outputs, inputs)}.
 */
public interface Select {

    /**
     * What was ready. Each list holds channels of the collection that belongs to it, in that
     * collection's order; a channel that is ready for two things is in two lists.
     *
     * @param readable reading will not block: bytes have come, or the stream has ended, or a
     *     connection is there to be accepted
     * @param writable writing will not block: there is room in the send buffer, or a connection
     *     attempt is over
     * @param exceptional urgent ("out-of-band") data has come
     */
    record Ready(
            List<SelectableChannel> readable,
            List<SelectableChannel> writable,
            List<SelectableChannel> exceptional) {

        public boolean isEmpty() {
            return readable.isEmpty() && writable.isEmpty() && exceptional.isEmpty();
        }
    }

    /**
     * Waits until at least one channel is ready for what it is watched for.
     *
     * <p>A channel may be in several of the collections, and each of them may be empty. If there is
     * nothing to watch, the call waits until its time has passed.
     *
     * <p>The collections are read before the call waits, and what becomes of them meanwhile changes
     * nothing. A channel that is closed while the call waits makes it neither fail nor hide the
     * others; whether it is reported as ready, and so ends the wait, is left open.
     *
     * <p>A signal to the process does not end the wait: it goes on for the time that is left. Nor
     * does a signal make a call fail, be it a look. Several threads may call at the same time, each
     * for channels of its own: none waits for another.
     *
     * @param timeout how long to wait at most: {@link Duration#ZERO} looks and returns at once,
     *     {@code null} waits without limit. Any length is allowed, and no wait ends before it has
     *     passed: a part of a microsecond counts as a whole one.
     * @return what is ready, in lists that later calls do not change; three empty lists if the time
     *     has passed
     * @throws IllegalArgumentException if the timeout is negative, or if a channel's descriptor is
     *     1,024 or more, which is beyond the end of the kernel's {@code fd_set}; the message names
     *     the descriptor
     * @throws java.nio.channels.ClosedChannelException if a channel is closed when the call is made
     * @throws InterruptedException if the thread is interrupted before or while it waits, even if
     *     the timeout is zero or a channel is ready; its interrupt status is cleared
     */
    Ready select(
            Collection<? extends SelectableChannel> readers,
            Collection<? extends SelectableChannel> writers,
            Collection<? extends SelectableChannel> exceptional,
            Duration timeout)
            throws IOException, InterruptedException;

    /** Waits without limit. */
    default Ready select(
            Collection<? extends SelectableChannel> readers,
            Collection<? extends SelectableChannel> writers,
            Collection<? extends SelectableChannel> exceptional)
            throws IOException, InterruptedException {
        return select(readers, writers, exceptional, null);
    }
}
