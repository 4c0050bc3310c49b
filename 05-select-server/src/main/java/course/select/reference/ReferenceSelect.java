package course.select.reference;

import course.select.Select;
import course.select.system.Descriptors;
import course.select.system.Errno;
import course.select.system.FdSet;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

public final class ReferenceSelect implements Select {
    private final FdSet read = new FdSet();
    private final FdSet write = new FdSet();
    private final FdSet except = new FdSet();

    @Override
    public Ready select(
            Collection<? extends SelectableChannel> readers,
            Collection<? extends SelectableChannel> writers,
            Collection<? extends SelectableChannel> exceptional,
            Duration timeout)
            throws IOException, InterruptedException {
        if (timeout != null && timeout.isNegative()) {
            throw new IllegalArgumentException("The timeout is negative: " + timeout);
        }
        int highest = Math.max(fill(read, readers), fill(write, writers));
        highest = Math.max(highest, fill(except, exceptional));
        await(highest + 1, new Remaining(timeout));
        return new Ready(left(read, readers), left(write, writers), left(except, exceptional));
    }

    /**
     * @return the highest descriptor, or -1 if there is none
     */
    private static int fill(FdSet set, Collection<? extends SelectableChannel> channels)
            throws ClosedChannelException {
        set.clear();
        int highest = -1;
        for (var channel : channels) {
            int fd = Descriptors.of(channel);
            set.add(fd);
            highest = Math.max(highest, fd);
        }
        return highest;
    }

    private void await(int nfds, Remaining remaining)
            throws SystemCallException, InterruptedException {
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            try {
                SystemCalls.select(nfds, read, write, except, remaining.micros());
                return;
            } catch (SystemCallException e) {
                // After EINTR the sets are as they were, so the same call can be made again.
                if (!e.is(Errno.EINTR)) {
                    throw e;
                }
            }
        }
    }

    private static List<SelectableChannel> left(
            FdSet set, Collection<? extends SelectableChannel> channels)
            throws ClosedChannelException {
        var ready = new ArrayList<SelectableChannel>();
        for (var channel : channels) {
            if (set.contains(Descriptors.of(channel))) {
                ready.add(channel);
            }
        }
        return ready;
    }
}
