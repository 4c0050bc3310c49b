package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Example;
import course.kit.Patience;
import course.kit.net.Network;
import course.kit.trace.Calls;
import course.select.Epoll.Ready;
import course.select.system.SystemCalls;

import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** What the parts of Epoll's specification have in common. */
abstract class EpollExamples {
    static final Duration AT_ONCE = Duration.ZERO;
    static final Duration SOON = Patience.limit();
    static final int ALL = 100;
    final Epoll epoll;
    final Network network;
    final Background background;

    EpollExamples(Epoll epoll, Network network, Background background) {
        this.epoll = Calls.recorded(Example.current().trace(), Epoll.class, epoll, CallNames::of);
        this.network = network;
        this.background = background;
    }

    static boolean theSystemHasEpoll() {
        return SystemCalls.missing("epoll_wait").isEmpty();
    }

    static Ready ready(SelectableChannel channel, Epoll.Event... events) {
        return new Ready(channel, EnumSet.copyOf(List.of(events)));
    }

    static ListAssert<Ready> assertReady(List<Ready> ready) {
        return assertThat(ready).as("what poll reports").withRepresentation(new ChannelNames());
    }

    static void assertThrows(
            Class<? extends Throwable> type, ThrowingCallable call, String what, Object... args) {
        Thrown.by(call, type, what, args);
    }

    /**
     * @return how many bytes there were
     */
    static int empty(Pipe pipe) throws IOException {
        var buffer = ByteBuffer.allocate(4_096);
        int total = 0;
        for (int count; (count = pipe.source().read(buffer.clear())) > 0; ) {
            total += count;
        }
        return total;
    }

    /** A sink that keeps what it is given. */
    static final class Received extends ByteArrayOutputStream implements Consumer<ByteBuffer> {
        @Override
        public void accept(ByteBuffer piece) {
            var bytes = new byte[piece.remaining()];
            piece.get(bytes);
            writeBytes(bytes);
        }
    }

    /** A channel that gives these pieces, one for each read, and then ends. */
    static final class Script implements ReadableByteChannel {
        /** In place of a piece: the read fails. */
        static final String BROKEN = "the connection is broken";

        private final Iterator<String> pieces;

        Script(String... pieces) {
            this.pieces = List.of(pieces).iterator();
        }

        @Override
        public int read(ByteBuffer buffer) throws IOException {
            if (!pieces.hasNext()) {
                return -1;
            }
            var next = pieces.next();
            if (next.equals(BROKEN)) {
                throw new IOException(BROKEN);
            }
            var piece = next.getBytes();
            buffer.put(piece);
            return piece.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
