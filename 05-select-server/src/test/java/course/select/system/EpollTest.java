package course.select.system;

import static course.select.system.EpollEvents.EPOLLERR;
import static course.select.system.EpollEvents.EPOLLET;
import static course.select.system.EpollEvents.EPOLLHUP;
import static course.select.system.EpollEvents.EPOLLIN;
import static course.select.system.EpollEvents.EPOLLONESHOT;
import static course.select.system.EpollEvents.EPOLLOUT;
import static course.select.system.EpollEvents.EPOLLPRI;
import static course.select.system.EpollEvents.EPOLLRDHUP;
import static course.select.system.SystemCalls.EPOLL_CTL_ADD;
import static course.select.system.SystemCalls.EPOLL_CTL_DEL;
import static course.select.system.SystemCalls.EPOLL_CTL_MOD;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
class EpollTest {

    private static final int FOREVER = -1;

    private final EpollEvents events = new EpollEvents(8);
    private int epoll = -1;
    private Pipe pipe;
    private int source;
    private int sink;

    @BeforeEach
    void openPipe() throws Exception {
        var missing = SystemCalls.missing("epoll_wait");
        assumeTrue(missing.isEmpty(), () -> missing.orElseThrow());
        epoll = SystemCalls.epollCreate();
        pipe = Pipe.open();
        source = Descriptors.of(pipe.source());
        sink = Descriptors.of(pipe.sink());
    }

    @AfterEach
    void closePipe() throws Exception {
        if (epoll != -1) {
            SystemCalls.close(epoll);
            pipe.source().close();
            pipe.sink().close();
        }
    }

    @Test
    void reportsWhatHappenedWithTheDataGiven() throws Exception {
        add(source, EPOLLIN, 0x8000_0000_0000_0001L);
        add(sink, EPOLLOUT, Long.MAX_VALUE);
        assertThat(poll(FOREVER)).isEqualTo(1);
        assertThat(events.events(0)).isEqualTo(EPOLLOUT);
        assertThat(events.data(0)).isEqualTo(Long.MAX_VALUE);

        say("x");
        remove(sink);
        assertThat(poll(FOREVER)).isEqualTo(1);
        assertThat(events.events(0)).isEqualTo(EPOLLIN);
        assertThat(events.data(0)).isEqualTo(0x8000_0000_0000_0001L);
    }

    @Test
    void reportsSeveralAtOnce() throws Exception {
        say("x");
        add(source, EPOLLIN, 1);
        add(sink, EPOLLOUT, 2);

        assertThat(poll(FOREVER)).isEqualTo(2);
        assertThat(new long[] {events.data(0), events.data(1)}).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void reportsNoMoreThanThereIsRoomFor() throws Exception {
        say("x");
        add(source, EPOLLIN, 1);
        add(sink, EPOLLOUT, 2);
        var one = new EpollEvents(1);

        assertThat(SystemCalls.epollWait(epoll, one, FOREVER)).isEqualTo(1);
        long first = one.data(0);
        assertThat(SystemCalls.epollWait(epoll, one, FOREVER)).isEqualTo(1);
        assertThat(one.data(0)).isNotEqualTo(first);
    }

    @Test
    void returnsAtOnceOrWhenTheTimeIsOver() throws Exception {
        add(source, EPOLLIN, 1);

        assertThat(poll(0)).isZero();
        assertThat(poll(1)).isZero();
    }

    @Test
    void levelTriggeredReportsUntilAllIsRead() throws Exception {
        add(source, EPOLLIN, 1);
        say("ab");

        assertThat(poll(0)).isEqualTo(1);
        read(1);
        assertThat(poll(0)).isEqualTo(1);
        read(1);
        assertThat(poll(0)).isZero();
    }

    @Test
    void edgeTriggeredReportsOnlyWhatIsNew() throws Exception {
        add(source, EPOLLIN | EPOLLET, 1);
        say("ab");

        assertThat(poll(0)).isEqualTo(1);
        read(1);
        assertThat(poll(0)).isZero();
        say("c");
        assertThat(poll(0)).isEqualTo(1);
    }

    @Test
    void oneShotReportsOnceUntilItIsArmedAgain() throws Exception {
        add(source, EPOLLIN | EPOLLONESHOT, 1);
        say("x");

        assertThat(poll(0)).isEqualTo(1);
        assertThat(poll(0)).isZero();
        SystemCalls.epollControl(epoll, EPOLL_CTL_MOD, source, EPOLLIN | EPOLLONESHOT, 2);
        assertThat(poll(0)).isEqualTo(1);
        assertThat(events.data(0)).isEqualTo(2);
    }

    @Test
    void reportsTheEndOfAPipeUnasked() throws Exception {
        add(source, 0, 1);
        pipe.sink().close();

        assertThat(poll(FOREVER)).isEqualTo(1);
        assertThat(events.events(0)).isEqualTo(EPOLLHUP);
    }

    @Test
    void reportsAPipeWithoutAReaderUnasked() throws Exception {
        add(sink, 0, 1);
        pipe.source().close();

        assertThat(poll(FOREVER)).isEqualTo(1);
        assertThat(events.events(0)).isEqualTo(EPOLLERR);
    }

    @Test
    void reportsAHalfClosedConnectionAndUrgentData() throws Exception {
        try (var server = ServerSocketChannel.open();
                var client = SocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client.connect(server.getLocalAddress());
            try (var accepted = server.accept()) {
                add(Descriptors.of(accepted), EPOLLPRI, 1);
                client.socket().sendUrgentData('!');
                assertThat(poll(FOREVER)).isEqualTo(1);
                assertThat(events.events(0)).isEqualTo(EPOLLPRI);

                SystemCalls.epollControl(
                        epoll, EPOLL_CTL_MOD, Descriptors.of(accepted), EPOLLRDHUP, 1);
                client.shutdownOutput();
                assertThat(poll(FOREVER)).isEqualTo(1);
                assertThat(events.events(0)).isEqualTo(EPOLLRDHUP);
            }
        }
    }

    @Test
    void aClosedChannelLeavesByItself() throws Exception {
        add(sink, EPOLLOUT, 1);

        pipe.sink().close();

        assertThat(poll(0)).isZero();
    }

    @Test
    void saysWhyADescriptorCannotBeAddedChangedOrDeleted() throws Exception {
        add(source, EPOLLIN, 1);

        assertFailsWith(Errno.EEXIST, () -> add(source, EPOLLIN, 1));
        assertFailsWith(Errno.ENOENT, () -> remove(sink));
        assertFailsWith(
                Errno.ENOENT,
                () -> SystemCalls.epollControl(epoll, EPOLL_CTL_MOD, sink, EPOLLOUT, 1));
        assertFailsWith(Errno.EBADF, () -> add(Integer.MAX_VALUE, EPOLLIN, 1));
        assertFailsWith(Errno.EINVAL, () -> add(epoll, EPOLLIN, 1));
        assertFailsWith(
                Errno.EINVAL, () -> SystemCalls.epollControl(epoll, 99, source, EPOLLIN, 1));
    }

    @Test
    void saysWhyAnInstanceCannotBeWaitedFor() {
        assertFailsWith(Errno.EBADF, () -> SystemCalls.epollWait(-1, events, FOREVER));
        assertFailsWith(Errno.EINVAL, () -> SystemCalls.epollWait(source, events, FOREVER));
        assertFailsWith(Errno.EBADF, () -> SystemCalls.close(-1));
    }

    @Test
    void needsRoomForAnEvent() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EpollEvents(0));
        assertThat(new EpollEvents(3).capacity()).isEqualTo(3);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new EpollEvents(3).events(3));
    }

    @Test
    void noOperatingSystemHasEveryCall() {
        assertThat(SystemCalls.missing("kqueue_of_linux"))
                .hasValueSatisfying(why -> assertThat(why).endsWith("has no kqueue_of_linux"));
    }

    private static void assertFailsWith(Errno reason, ThrowingCallable call) {
        assertThatExceptionOfType(SystemCallException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(Errno.of(e.errno())).contains(reason));
    }

    private void add(int fd, int interest, long data) throws SystemCallException {
        SystemCalls.epollControl(epoll, EPOLL_CTL_ADD, fd, interest, data);
    }

    private void remove(int fd) throws SystemCallException {
        SystemCalls.epollControl(epoll, EPOLL_CTL_DEL, fd, 0, 0);
    }

    private int poll(int timeoutMillis) throws SystemCallException {
        return SystemCalls.epollWait(epoll, events, timeoutMillis);
    }

    private void say(String text) throws Exception {
        pipe.sink().write(ByteBuffer.wrap(text.getBytes()));
    }

    private void read(int bytes) throws Exception {
        pipe.source().read(ByteBuffer.allocate(bytes));
    }
}
