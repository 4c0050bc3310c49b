package course.select.mistakes;

import course.select.Select;
import course.select.system.Descriptors;
import course.select.system.Errno;
import course.select.system.FdSet;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A select with a method for each thing that can be got wrong; each mistake overrides one. */
abstract class PlainSelect implements Select {
    private final ThreadLocal<Sets> ownSets = ThreadLocal.withInitial(Sets::new);

    static final class Sets {
        final FdSet read = new FdSet();
        final FdSet write = new FdSet();
        final FdSet except = new FdSet();
    }

    @Override
    public Ready select(
            Collection<? extends SelectableChannel> readers,
            Collection<? extends SelectableChannel> writers,
            Collection<? extends SelectableChannel> exceptional,
            Duration timeout)
            throws IOException, InterruptedException {
        check(timeout);
        var sets = sets();
        int highest = Math.max(fill(sets.read, readers), fill(sets.write, writers));
        highest = Math.max(highest, fill(sets.except, exceptional));
        var deadline = timeout == null ? 0 : System.nanoTime() + timeout.toNanos();
        while (true) {
            try {
                SystemCalls.select(
                        nfds(highest),
                        sets.read,
                        sets.write,
                        sets.except,
                        micros(timeout, deadline));
                break;
            } catch (SystemCallException e) {
                afterFailure(e);
            }
        }
        return new Ready(
                left(sets.read, readers),
                left(sets.write, writers),
                left(sets.except, exceptional));
    }

    Sets sets() {
        return ownSets.get();
    }

    void check(Duration timeout) {
        if (timeout != null && timeout.isNegative()) {
            throw new IllegalArgumentException("negative timeout");
        }
    }

    void clear(FdSet set) {
        set.clear();
    }

    int nfds(int highest) {
        return highest + 1;
    }

    long micros(Duration timeout, long deadline) {
        return timeout == null ? -1 : Math.max(0, (deadline - System.nanoTime() + 999) / 1000);
    }

    void afterFailure(SystemCallException e) throws IOException, InterruptedException {
        if (!e.is(Errno.EINTR)) {
            throw e;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private int fill(FdSet set, Collection<? extends SelectableChannel> channels)
            throws IOException {
        clear(set);
        int highest = -1;
        for (var channel : channels) {
            set.add(Descriptors.of(channel));
            highest = Math.max(highest, Descriptors.of(channel));
        }
        return highest;
    }

    private static List<SelectableChannel> left(
            FdSet set, Collection<? extends SelectableChannel> channels) throws IOException {
        var left = new ArrayList<SelectableChannel>();
        for (var channel : channels) {
            if (set.contains(Descriptors.of(channel))) {
                left.add(channel);
            }
        }
        return left;
    }
}
