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
        var read = Watched.of(readers, sets.read);
        var write = Watched.of(writers, sets.write);
        var except = Watched.of(exceptional, sets.except);
        KernelWait.await(
                new Remaining(timeout),
                remaining -> {
                    int highest = Math.max(read.fill(), Math.max(write.fill(), except.fill()));
                    return SystemCalls.select(
                            highest + 1, read.set, write.set, except.set, remaining.micros());
                });
        return new Ready(read.ready(), write.ready(), except.ready());
    }

    /** What one of the collections held when the call was made. */
    private record Watched(List<SelectableChannel> channels, int[] descriptors, FdSet set) {

        static Watched of(Collection<? extends SelectableChannel> collection, FdSet set)
                throws ClosedChannelException {
            var channels = List.<SelectableChannel>copyOf(collection);
            var descriptors = new int[channels.size()];
            for (int i = 0; i < descriptors.length; i++) {
                descriptors[i] = Descriptors.of(channels.get(i));
            }
            return new Watched(channels, descriptors, set);
        }

        /**
         * Asks anew, but not for what was closed during an earlier attempt: its number may be
         * another channel's by now.
         *
         * @return the highest descriptor, or -1 if there is none
         */
        int fill() {
            set.clear();
            int highest = -1;
            for (int i = 0; i < descriptors.length; i++) {
                if (channels.get(i).isOpen()) {
                    set.add(descriptors[i]);
                    highest = Math.max(highest, descriptors[i]);
                }
            }
            return highest;
        }

        List<SelectableChannel> ready() {
            var ready = new ArrayList<SelectableChannel>();
            for (int i = 0; i < descriptors.length; i++) {
                if (set.contains(descriptors[i])) {
                    ready.add(channels.get(i));
                }
            }
            return ready;
        }
    }
}
