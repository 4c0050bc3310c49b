package course.select.reference;

import course.select.Select;
import course.select.system.Descriptors;
import course.select.system.FdSet;
import course.select.system.SystemCalls;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

public final class ReferenceSelect implements Select {
    private final ThreadLocal<Sets> setsOfThread = ThreadLocal.withInitial(Sets::new);

    /** The memory in which the kernel is asked and answers. */
    private record Sets(FdSet read, FdSet write, FdSet except) {
        Sets() {
            this(new FdSet(), new FdSet(), new FdSet());
        }
    }

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
        var sets = setsOfThread.get();
        int highest = Math.max(fill(sets.read, readers), fill(sets.write, writers));
        int nfds = 1 + Math.max(highest, fill(sets.except, exceptional));
        // A call that a signal ends leaves the sets as they were, so it can be made again with
        // them.
        KernelWait.await(
                new Remaining(timeout),
                remaining ->
                        SystemCalls.select(
                                nfds, sets.read, sets.write, sets.except, remaining.micros()));
        return new Ready(
                ready(sets.read, readers),
                ready(sets.write, writers),
                ready(sets.except, exceptional));
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

    private static List<SelectableChannel> ready(
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
