package course.select;

import com.sun.management.UnixOperatingSystemMXBean;

import course.kit.Assumptions;
import course.kit.net.Network;
import course.select.system.Descriptors;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.Pipe;

/** Opens pipes until the kernel gives out descriptors with high numbers. */
public final class HighDescriptors {
    /** What is open besides. */
    private static final int RESERVE = 500;

    private HighDescriptors() {}

    /** A pipe one of whose ends has this descriptor. */
    static Pipe pipeWith(int number, Network network) throws IOException {
        for (int i = 0; i <= number; i++) {
            var pipe = network.pipe();
            if (Descriptors.of(pipe.source()) == number || Descriptors.of(pipe.sink()) == number) {
                return pipe;
            }
        }
        return Assumptions.abort("something else in this JVM has descriptor " + number);
    }

    /** A pipe whose reading end has a descriptor of {@code limit} or more. */
    public static Pipe pipeBeyond(int limit, Network network) throws IOException {
        Assumptions.assumeTrue(
                most() > limit + RESERVE,
                "this process may not open %s descriptors (ulimit -n)".formatted(limit));
        var pipe = network.pipe();
        while (Descriptors.of(pipe.source()) < limit) {
            pipe = network.pipe();
        }
        return pipe;
    }

    /** How many may be open. How many are is not looked at: the answer may have used them up. */
    public static long most() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
