package course.select;

import course.kit.Assumptions;
import course.kit.net.Network;
import course.select.system.Descriptors;

import java.io.IOException;
import java.nio.channels.Pipe;

/** Opens pipes until the kernel gives out descriptors with high numbers. */
public final class HighDescriptors {
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
        try {
            var pipe = network.pipe();
            while (Descriptors.of(pipe.source()) < limit) {
                pipe = network.pipe();
            }
            return pipe;
        } catch (IOException e) {
            return Assumptions.abort(
                    "this process may not open %s descriptors (ulimit -n)".formatted(limit));
        }
    }
}
