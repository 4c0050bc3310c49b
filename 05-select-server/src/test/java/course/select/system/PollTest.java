package course.select.system;

import static course.select.system.PollFds.POLLERR;
import static course.select.system.PollFds.POLLHUP;
import static course.select.system.PollFds.POLLIN;
import static course.select.system.PollFds.POLLNVAL;
import static course.select.system.PollFds.POLLOUT;
import static course.select.system.PollFds.POLLPRI;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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

@Timeout(60)
class PollTest {

    private static final int FOREVER = -1;
    private static final int NEVER_OPEN = Integer.MAX_VALUE;

    private final PollFds fds = new PollFds();
    private Pipe pipe;
    private int source;
    private int sink;

    @BeforeEach
    void openPipe() throws Exception {
        assumeTrue(SystemCalls.missing("poll").isEmpty());
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
    void notesInEachEntryWhatHasHappened() throws Exception {
        fds.set(0, source, POLLIN);
        fds.set(1, sink, POLLOUT);

        assertThat(SystemCalls.poll(fds, 2, FOREVER)).isEqualTo(1);
        assertThat(fds.returnedEvents(0)).isZero();
        assertThat(fds.returnedEvents(1)).isEqualTo(POLLOUT);

        say("x");
        assertThat(SystemCalls.poll(fds, 2, FOREVER)).isEqualTo(2);
        assertThat(fds.returnedEvents(0)).isEqualTo(POLLIN);
    }

    @Test
    void keepsWhatWasAskedFor() throws Exception {
        fds.set(0, sink, POLLOUT);

        SystemCalls.poll(fds, 1, FOREVER);

        assertThat(fds.fd(0)).isEqualTo(sink);
        assertThat(fds.events(0)).isEqualTo(POLLOUT);
    }

    @Test
    void returnsAtOnceOrWhenTheTimeIsOver() throws Exception {
        fds.set(0, source, POLLIN);

        assertThat(SystemCalls.poll(fds, 1, 0)).isZero();
        assertThat(SystemCalls.poll(fds, 1, 1)).isZero();
    }

    @Test
    void looksAtTheFirstEntriesOnly() throws Exception {
        fds.set(0, source, POLLIN);
        fds.set(1, sink, POLLOUT);

        assertThat(SystemCalls.poll(fds, 1, 0)).isZero();
        assertThat(SystemCalls.poll(fds, 0, 0)).isZero();
    }

    @Test
    void reportsTheEndOfAStreamUnasked() throws Exception {
        pipe.sink().close();
        fds.set(0, source, 0);

        assertThat(SystemCalls.poll(fds, 1, FOREVER)).isEqualTo(1);
        assertThat(fds.returnedEvents(0)).isEqualTo(POLLHUP);
    }

    @Test
    void reportsAPipeWithoutAReaderUnasked() throws Exception {
        pipe.source().close();
        fds.set(0, sink, 0);

        assertThat(SystemCalls.poll(fds, 1, FOREVER)).isEqualTo(1);
        assertThat(fds.returnedEvents(0) & (POLLERR | POLLHUP)).isNotZero();
    }

    @Test
    void reportsADescriptorThatIsNotOpenAndDoesNotFail() throws Exception {
        fds.set(0, NEVER_OPEN, POLLIN);
        fds.set(1, sink, POLLOUT);

        assertThat(SystemCalls.poll(fds, 2, FOREVER)).isEqualTo(2);
        assertThat(fds.returnedEvents(0)).isEqualTo(POLLNVAL);
        assertThat(fds.returnedEvents(1)).isEqualTo(POLLOUT);
    }

    @Test
    void outOfBandDataIsUrgent() throws Exception {
        try (var server = ServerSocketChannel.open();
                var client = SocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client.connect(server.getLocalAddress());
            try (var accepted = server.accept()) {
                client.socket().sendUrgentData('!');
                fds.set(0, Descriptors.of(accepted), POLLPRI);

                assertThat(SystemCalls.poll(fds, 1, FOREVER)).isEqualTo(1);
                assertThat(fds.returnedEvents(0)).isEqualTo(POLLPRI);
            }
        }
    }

    @Test
    void skipsEntriesWithoutADescriptor() throws Exception {
        fds.set(3, sink, POLLOUT);
        fds.set(2, -1, POLLIN);

        assertThat(SystemCalls.poll(fds, 4, FOREVER)).isEqualTo(1);
        assertThat(fds.fd(0)).isNegative();
        assertThat(fds.returnedEvents(2)).isZero();
        assertThat(fds.returnedEvents(3)).isEqualTo(POLLOUT);
    }

    @Test
    void forgetsWhatWasReturnedForAnEntryThatIsSetAgain() throws Exception {
        fds.set(0, sink, POLLOUT);
        SystemCalls.poll(fds, 1, FOREVER);

        fds.set(0, source, POLLIN);

        assertThat(fds.returnedEvents(0)).isZero();
    }

    @Test
    void watchesMoreThanSelectCan() throws Exception {
        int count = 2_000;
        for (int i = 0; i < count; i++) {
            fds.set(i, i % 2 == 0 ? source : sink, i % 2 == 0 ? POLLIN : POLLOUT);
        }

        assertThat(SystemCalls.poll(fds, count, FOREVER)).isEqualTo(count / 2);
        for (int i = 0; i < count; i++) {
            assertThat(fds.returnedEvents(i)).isEqualTo(i % 2 == 0 ? 0 : POLLOUT);
        }
    }

    @Test
    void refusesToLookBeyondTheEntries() {
        fds.set(2, source, POLLIN);

        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> SystemCalls.poll(fds, 4, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> SystemCalls.poll(fds, -1, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> fds.fd(3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> fds.set(-1, source, POLLIN));
    }

    private void say(String text) throws Exception {
        pipe.sink().write(ByteBuffer.wrap(text.getBytes()));
    }
}
