package course.select.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;

@Timeout(60)
class SelectTest {

    private static final long FOREVER = -1;

    private final FdSet readers = new FdSet();
    private final FdSet writers = new FdSet();
    private final FdSet exceptional = new FdSet();
    private Pipe pipe;
    private int source;
    private int sink;

    @BeforeEach
    void openPipe() throws Exception {
        assumeTrue(SystemCalls.missing("select").isEmpty());
        pipe = Pipe.open();
        source = Descriptors.of(pipe.source());
        sink = Descriptors.of(pipe.sink());
    }

    @AfterEach
    void closePipe() throws Exception {
        if (pipe != null) {
            pipe.source().close();
            pipe.sink().close();
        }
    }

    @Test
    void leavesOnlyTheReadyOnesInTheSets() throws Exception {
        readers.add(source);
        writers.add(sink);

        assertThat(select(FOREVER)).isEqualTo(1);
        assertThat(readers.contains(source)).isFalse();
        assertThat(writers.contains(sink)).isTrue();
    }

    @Test
    void countsOverAllSets() throws Exception {
        say("x");
        readers.add(source);
        writers.add(sink);

        assertThat(select(FOREVER)).isEqualTo(2);
    }

    @Test
    void returnsAtOnceIfToldSo() throws Exception {
        readers.add(source);

        assertThat(select(0)).isZero();
        assertThat(readers.contains(source)).isFalse();
    }

    @Test
    void givesUpWhenTheTimeIsOver() throws Exception {
        readers.add(source);

        assertThat(select(1)).isZero();
        assertThat(SystemCalls.select(0, null, null, null, 1_001)).isZero();
    }

    @Test
    void takesAnySetForNone() throws Exception {
        say("x");
        readers.add(source);

        assertThat(SystemCalls.select(source + 1, readers, null, null, FOREVER)).isEqualTo(1);
    }

    @Test
    void doesNotSeeADescriptorAtOrAboveNfds() throws Exception {
        say("x");
        readers.add(source);

        assertThat(SystemCalls.select(source, readers, null, null, 0)).isZero();
    }

    @Test
    void theEndOfAStreamIsReadable() throws Exception {
        pipe.sink().close();
        readers.add(source);

        assertThat(select(FOREVER)).isEqualTo(1);
    }

    @Test
    void anArrivingConnectionIsReadableAndACompletedOneWritable() throws Exception {
        try (var server = listen();
                var client = SocketChannel.open()) {
            client.configureBlocking(false);
            client.connect(server.getLocalAddress());
            writers.add(Descriptors.of(client));
            assertThat(select(FOREVER)).isEqualTo(1);

            readers.add(Descriptors.of(server));
            assertThat(select(FOREVER)).isEqualTo(2);
        }
    }

    @Test
    void outOfBandDataIsExceptional() throws Exception {
        try (var server = listen();
                var client = SocketChannel.open(server.getLocalAddress());
                var accepted = server.accept()) {
            client.socket().sendUrgentData('!');
            exceptional.add(Descriptors.of(accepted));

            assertThat(select(FOREVER)).isEqualTo(1);
            assertThat(exceptional.contains(Descriptors.of(accepted))).isTrue();
        }
    }

    @Test
    void failsOnADescriptorThatIsNotOpenAndLeavesTheSetsAsTheyWere() throws Exception {
        readers.add(source);
        readers.add(closedDescriptor());

        assertThatExceptionOfType(SystemCallException.class)
                .isThrownBy(() -> select(FOREVER))
                .withMessage("select: EBADF (Bad file descriptor)");
        assertThat(readers.contains(source)).isTrue();
    }

    @Test
    void failsOnNegativeNumbers() {
        assertThatExceptionOfType(SystemCallException.class)
                .isThrownBy(() -> SystemCalls.select(-1, readers, null, null, 0))
                .matches(e -> e.is(Errno.EINVAL));
        assertThatExceptionOfType(SystemCallException.class)
                .isThrownBy(() -> select(-2))
                .matches(e -> e.is(Errno.EINVAL));
    }

    @Test
    void refusesToLookBeyondTheSets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SystemCalls.select(1025, readers, null, null, 0))
                .withMessageContaining("1025")
                .withMessageContaining("1024");
    }

    private int select(long timeoutMicros) throws SystemCallException {
        return SystemCalls.select(FdSet.CAPACITY, readers, writers, exceptional, timeoutMicros);
    }

    private void say(String text) throws Exception {
        pipe.sink().write(ByteBuffer.wrap(text.getBytes()));
    }

    /** One of a hundred just closed, and the highest, so that nothing gets it again so soon. */
    private static int closedDescriptor() throws Exception {
        var pipes = new ArrayList<Pipe>();
        int highest = 0;
        for (int i = 0; i < 50; i++) {
            var pipe = Pipe.open();
            pipes.add(pipe);
            highest = Math.max(highest, Descriptors.of(pipe.source()));
        }
        for (var pipe : pipes) {
            pipe.source().close();
            pipe.sink().close();
        }
        return highest;
    }

    private static ServerSocketChannel listen() throws Exception {
        return ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
}
