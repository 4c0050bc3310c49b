package course.select.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;
import java.util.concurrent.TimeUnit;

class DescriptorsTest {

    @Test
    void everyOpenChannelOfTheJdkHasADescriptorOfItsOwn() throws Exception {
        var pipe = Pipe.open();
        try (var source = pipe.source();
                var sink = pipe.sink();
                var server = ServerSocketChannel.open();
                var client = SocketChannel.open();
                var datagrams = DatagramChannel.open()) {
            assertThat(
                            List.of(
                                    Descriptors.of(source),
                                    Descriptors.of(sink),
                                    Descriptors.of(server),
                                    Descriptors.of(client),
                                    Descriptors.of(datagrams)))
                    .doesNotHaveDuplicates()
                    .allMatch(fd -> fd > 2);
        }
    }

    @Test
    void aClosedChannelHasNone() throws Exception {
        var channel = SocketChannel.open();
        channel.close();

        assertThatExceptionOfType(ClosedChannelException.class)
                .isThrownBy(() -> Descriptors.of(channel));
    }

    @Test
    void aChannelOfOursSaysItsDescriptorItself() throws Exception {
        try (var channel = new ChannelWithDescriptor(42)) {
            assertThat(Descriptors.of(channel)).isEqualTo(42);
        }
    }

    @Test
    void aClosedChannelOfOursHasNone() throws Exception {
        var channel = new ChannelWithDescriptor(42);
        channel.close();

        assertThatExceptionOfType(ClosedChannelException.class)
                .isThrownBy(() -> Descriptors.of(channel));
    }

    @Test
    void aChannelOfWhichNothingIsKnownIsRefused() throws Exception {
        try (var channel = new OtherChannel()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Descriptors.of(channel))
                    .withMessageContaining("OtherChannel");
        }
    }

    @Test
    @Timeout(60)
    void withoutItsFlagTheJvmSaysWhichFlagItNeeds() throws Exception {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var child =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                WithoutFlag.class.getName())
                        .redirectErrorStream(true)
                        .start();

        var said = new String(child.getInputStream().readAllBytes());

        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said)
                .contains("IllegalStateException")
                .contains("--add-exports java.base/sun.nio.ch=ALL-UNNAMED");
    }

    @Test
    void aJdkThatHasChangedInsideIsNamed() throws Exception {
        var absent = JdkInternals.ofChannel("sun.nio.ch.NoSuchChannel", "getFDVal");
        var changed = JdkInternals.ofChannel("sun.nio.ch.SelChImpl", "noSuchMethod");

        try (Channel channel = SocketChannel.open()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> {
                        int ignored = (int) absent.invokeExact(channel);
                    })
                    .withMessage(
                            "JDK %s has no sun.nio.ch.NoSuchChannel.getFDVal, which this course"
                                    + " needs: install an older JDK, 25 or later",
                            Runtime.version().feature());
            assertThatIllegalStateException()
                    .isThrownBy(() -> {
                        int ignored = (int) changed.invokeExact(channel);
                    })
                    .withMessageContaining("has no sun.nio.ch.SelChImpl.noSuchMethod");
        }
    }

    static class WithoutFlag {
        public static void main(String[] args) throws Exception {
            try (var server = ServerSocketChannel.open()) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                System.out.println(Descriptors.of(server));
            }
        }
    }

    private static class ChannelWithDescriptor extends OtherChannel implements Fileno {

        private final int fd;

        ChannelWithDescriptor(int fd) {
            this.fd = fd;
        }

        @Override
        public int fileno() {
            return fd;
        }
    }

    private static class OtherChannel extends SelectableChannel {

        @Override
        public SelectorProvider provider() {
            return SelectorProvider.provider();
        }

        @Override
        public int validOps() {
            return SelectionKey.OP_READ;
        }

        @Override
        public boolean isRegistered() {
            return false;
        }

        @Override
        public SelectionKey keyFor(Selector selector) {
            return null;
        }

        @Override
        public SelectionKey register(Selector selector, int ops, Object attachment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SelectableChannel configureBlocking(boolean block) {
            return this;
        }

        @Override
        public boolean isBlocking() {
            return true;
        }

        @Override
        public Object blockingLock() {
            return this;
        }

        @Override
        protected void implCloseChannel() {}
    }
}
