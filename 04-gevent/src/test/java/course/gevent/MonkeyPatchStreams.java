package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.List;

/** A socket's ends, options and addresses. */
abstract class MonkeyPatchStreams extends MonkeyPatchExamples {
    MonkeyPatchStreams(
            Candidate<MonkeyPatch> patches,
            Candidate<Hub> hubs,
            Candidate<Cancellation> cancellations,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(patches, hubs, cancellations, greenlets, network, background);
    }

    @Test
    void theEndOfTheStreamIsSeenAgainAndAgain() throws Exception {
        var server = network.server();
        var reader =
                hub.spawn(
                        "the reader",
                        () -> {
                            try (var socket = connect(server)) {
                                var in = socket.getInputStream();
                                return List.of(
                                        in.read(), in.read(), in.read(new byte[10]), in.read());
                            }
                        });

        start();
        server.accepts().says("a").finishes();

        assertThat(reader.value()).containsExactly((int) 'a', -1, -1, -1);
    }

    @Test
    void whoHasFinishedWritingCanStillRead() throws Exception {
        var server = network.server();
        var client =
                hub.spawn(
                        "the client",
                        () -> {
                            try (var socket = connect(server)) {
                                socket.getOutputStream().write("question".getBytes());
                                socket.shutdownOutput();
                                return new String(socket.getInputStream().readAllBytes());
                            }
                        });

        start();
        server.accepts().hears("question").hearsTheEnd().says("answer").finishes();

        assertThat(client.value()).isEqualTo("answer");
    }

    @Test
    void whoWantsToReadNoMoreSeesTheEnd() throws Exception {
        var server = network.server();
        var socket = new AtomicSocket();
        var reader =
                hub.spawn("the reader", () -> socket.set(connect(server)).getInputStream().read());
        hub.spawn(
                "the other",
                () -> {
                    hub.sleepUntil(socket::isSet);
                    hub.hub().sleep(Duration.ofMillis(5));
                    socket.get().shutdownInput();
                    return null;
                });

        start();
        server.accepts();

        assertThat(reader.value()).isEqualTo(-1);
        socket.get().close();
    }

    @Test
    void whatIsThereCanBeAskedFor() throws Exception {
        var server = network.server();
        var reader =
                hub.spawn(
                        "the reader",
                        () -> {
                            try (var socket = connect(server)) {
                                var in = socket.getInputStream();
                                var before = in.available();
                                in.read();
                                hub.sleepUntil(() -> available(socket) == 4);
                                return List.of(before, in.available());
                            }
                        });

        start();
        var peer = server.accepts();
        background.await("the reader waits", reader::hasStarted);
        peer.says("hello");

        assertThat(reader.value().getLast()).isEqualTo(4);
    }

    @Test
    void optionsAndAddressesAreThoseOfASocket() throws Exception {
        var server = network.server();
        var checked =
                hub.spawn(
                        "the client",
                        () -> {
                            try (var socket = new Socket()) {
                                socket.setReuseAddress(true);
                                socket.bind(
                                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                                var port = socket.getLocalPort();
                                socket.connect(server.address());
                                socket.setTcpNoDelay(true);
                                socket.setKeepAlive(true);
                                socket.setSoTimeout(1234);
                                socket.setSoLinger(true, 5);
                                socket.setOOBInline(true);
                                socket.setOption(StandardSocketOptions.SO_SNDBUF, 100_000);

                                assertThat(port).isPositive();
                                assertThat(socket.getLocalPort()).isEqualTo(port);
                                assertThat(socket.getLocalAddress().isLoopbackAddress()).isTrue();
                                assertThat(socket.getRemoteSocketAddress())
                                        .isEqualTo(server.address());
                                assertThat(socket.isConnected() && socket.isBound()).isTrue();
                                assertThat(socket.getTcpNoDelay()).isTrue();
                                assertThat(socket.getKeepAlive()).isTrue();
                                assertThat(socket.getSoTimeout()).isEqualTo(1234);
                                assertThat(socket.getSoLinger()).isEqualTo(5);
                                assertThat(socket.getOOBInline()).isTrue();
                                assertThat(socket.getReuseAddress()).isTrue();
                                assertThat(socket.getSendBufferSize()).isPositive();
                                assertThat(socket.getOption(StandardSocketOptions.TCP_NODELAY))
                                        .isTrue();
                                socket.setSoLinger(false, 0);
                                assertThat(socket.getSoLinger()).isEqualTo(-1);
                                return "checked";
                            }
                        });

        start();

        assertThat(checked.value()).isEqualTo("checked");
    }

    @Test
    void urgentDataIsSent() throws Exception {
        var server = network.server();
        var client =
                hub.spawn(
                        "the client",
                        () -> {
                            try (var socket = connect(server)) {
                                socket.sendUrgentData('!');
                                return socket.getInputStream().read();
                            }
                        });

        start();
        var peer = server.accepts();
        peer.channel().socket().setOOBInline(true);
        peer.hears("!").finishes();

        assertThat(client.value()).isEqualTo(-1);
    }
}
