package course.select;

import static course.kit.Assumptions.abort;

import course.kit.net.Network;
import course.select.system.Descriptors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;

/** What specs do with pipes: their bytes arrive at once, where those of a socket take a while. */
public final class Pipes {
    private static final int ATTEMPTS = 50;

    private Pipes() {}

    public static void put(Pipe pipe, String text) throws IOException {
        pipe.sink().write(ByteBuffer.wrap(text.getBytes()));
    }

    /** Many pipes with a byte in each; all are closed in one step when the example ends. */
    public static List<Pipe> full(int count, Network network) throws IOException {
        var crowd = network.open(new Crowd(new ArrayList<>()));
        while (crowd.pipes().size() < count) {
            var pipe = Pipe.open();
            crowd.pipes().add(pipe);
            pipe.source().configureBlocking(false);
            put(pipe, "x");
        }
        return crowd.pipes();
    }

    private record Crowd(List<Pipe> pipes) implements Channel {
        @Override
        public boolean isOpen() {
            return pipes.stream().anyMatch(pipe -> pipe.source().isOpen());
        }

        @Override
        public void close() throws IOException {
            for (var pipe : pipes) {
                pipe.sink().close();
                pipe.source().close();
            }
        }
    }

    /** Writes until there is no room. */
    public static void fill(Pipe pipe) throws IOException {
        while (pipe.sink().write(ByteBuffer.allocate(4_096)) > 0) {
            continue;
        }
    }

    /**
     * Closes a channel, and gives its descriptor's number to another one.
     *
     * @return the other one: the end of a pipe with a byte in it, so it is readable or writable
     */
    public static SelectableChannel replace(SelectableChannel channel, Network network)
            throws IOException {
        int number = Descriptors.of(channel);
        channel.close();
        return endWith(number, network);
    }

    /** Reads what there is, or writes until there is no room. */
    static void quieten(SelectableChannel end) throws IOException {
        var buffer = ByteBuffer.allocate(4_096);
        int count;
        do {
            buffer.clear();
            count =
                    end instanceof ReadableByteChannel source
                            ? source.read(buffer)
                            : ((WritableByteChannel) end).write(buffer);
        } while (count > 0);
    }

    /** A new end of a pipe with a byte in it, whose descriptor has just become free. */
    public static SelectableChannel endWith(int number, Network network) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            var pipe = network.pipe();
            put(pipe, "x");
            for (var end : List.of(pipe.source(), pipe.sink())) {
                if (Descriptors.of(end) == number) {
                    return end;
                }
            }
        }
        return abort("something else in this JVM has taken descriptor " + number);
    }
}
