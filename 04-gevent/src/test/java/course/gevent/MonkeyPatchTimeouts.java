package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Connects and reads that take too long, or fail. */
abstract class MonkeyPatchTimeouts extends MonkeyPatchExamples {
    MonkeyPatchTimeouts(
            Candidate<MonkeyPatch> patches,
            Candidate<Hub> hubs,
            Candidate<Cancellation> cancellations,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(patches, hubs, cancellations, greenlets, network, background);
    }

    @Test
    void whileOneConnectsTheOthersGoOnUntilItsTime() throws Exception {
        var unresponsive = unresponsive();
        var connecting =
                hub.spawn(
                        "the one who connects",
                        () -> {
                            try (var socket = new Socket()) {
                                socket.connect(unresponsive, 200);
                                return "connected";
                            }
                        });
        var other =
                hub.spawn(
                        "the other",
                        () -> {
                            hub.sleepUntil(connecting::hasStarted);
                            hub.hub().sleep(Duration.ZERO);
                            return connecting.hasEnded();
                        });

        start();

        assertThat(other.value()).as("the connecting had ended before the other went on").isFalse();
        assertThat(connecting.thrown())
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("onnect timed out");
    }

    @Test
    void aReadThatTakesTooLongTimesOutAndCanBeTriedAgain() throws Exception {
        var server = network.server();
        var timedOut = new CountDownLatch(1);
        var reader =
                hub.spawn(
                        "the reader",
                        () -> {
                            try (var socket = connect(server)) {
                                socket.setSoTimeout(50);
                                for (var tried = 0; tried < 2; tried++) {
                                    assertThatThrownBy(() -> socket.getInputStream().read())
                                            .isInstanceOf(SocketTimeoutException.class)
                                            .hasMessageContaining("Read timed out");
                                }
                                timedOut.countDown();
                                socket.setSoTimeout(0);
                                return new String(socket.getInputStream().readNBytes(5));
                            }
                        });

        start();
        var peer = server.accepts();
        background.await(
                "a read with a timeout of 50 ms ends by a SocketTimeoutException",
                () -> timedOut.getCount() == 0 || reader.hasEnded());
        peer.says("hello");

        assertThat(reader.value()).isEqualTo("hello");
    }

    @Test
    void aPageThatTakesTooLongTimesOut() throws Exception {
        var server = network.server();
        var reader =
                hub.spawn(
                        "the reader",
                        () -> {
                            var connection = open(url(server));
                            connection.setReadTimeout(50);
                            return connection.getInputStream();
                        });

        start();
        server.accepts();

        assertThat(reader.thrown()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void aPageOfAHostThatDoesNotAnswerTimesOut() throws Exception {
        var unresponsive = unresponsive();
        var reader =
                hub.spawn(
                        "the reader",
                        () -> {
                            var connection =
                                    open("http://127.0.0.1:" + unresponsive.getPort() + "/");
                            connection.setConnectTimeout(50);
                            return connection.getInputStream();
                        });

        start();

        assertThat(reader.thrown()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void aRefusedConnectionIsAConnectException() throws Exception {
        var nobody = nobody();
        var socket = hub.spawn("the one who connects", () -> connect(nobody));
        var page = hub.spawn("the reader", () -> get("http://127.0.0.1:" + nobody.getPort() + "/"));

        start();

        assertThat(socket.thrown())
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("refused");
        assertThat(page.thrown()).isInstanceOf(ConnectException.class);
    }

    @Test
    void aResetConnectionIsASocketException() throws Exception {
        var server = network.server();
        var reader = hub.spawn("the reader", () -> read(server, 5));

        start();
        server.accepts().resets();

        assertThat(reader.thrown())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Connection reset");
    }

    @Test
    void aWriterWhoseReaderIsGoneGetsASocketException() throws Exception {
        var server = network.server();
        var writer =
                hub.spawn(
                        "the writer",
                        () -> {
                            try (var socket = connect(server)) {
                                while (true) {
                                    socket.getOutputStream().write(new byte[100_000]);
                                }
                            }
                        });

        start();
        server.accepts().resets();

        assertThat(writer.thrown()).isInstanceOf(SocketException.class);
    }

    @Test
    void theTimeoutOfReadsLimitsNoConnect() throws Exception {
        var unresponsive = unresponsive();
        var socket = new AtomicSocket();
        var connector =
                hub.spawn(
                        "the one who connects",
                        () -> {
                            var made = new Socket();
                            made.setSoTimeout(20);
                            socket.set(made).connect(unresponsive);
                            return "connected";
                        });
        var other =
                hub.spawn(
                        "the other",
                        () -> {
                            hub.sleepUntil(socket::isSet);
                            hub.hub().sleep(Duration.ofMillis(100));
                            return connector.hasEnded();
                        });

        start();

        assertThat(other.value())
                .as("a connect without a timeout had ended, in a socket with SO_TIMEOUT 20 ms")
                .isFalse();
        socket.get().close();
        assertThat(connector.thrown()).isInstanceOf(SocketException.class);
    }

    @Test
    void theTimeoutOfReadsLimitsNoWrite() throws Exception {
        var server = network.server();
        var bytes = bytes(8_000_000);
        var writer =
                hub.spawn(
                        "the writer",
                        () -> {
                            try (var socket = connect(server)) {
                                socket.setSoTimeout(20);
                                socket.getOutputStream().write(bytes);
                                return "written";
                            }
                        });
        var other =
                hub.spawn(
                        "the other",
                        () -> {
                            hub.sleepUntil(writer::hasStarted);
                            hub.hub().sleep(Duration.ofMillis(150));
                            return writer.hasEnded();
                        });

        start();
        var peer = server.accepts();

        assertThat(other.value())
                .as("8 MB were written that nobody has read, or the write had timed out")
                .isFalse();
        hears(peer, bytes);
        assertThat(writer.value()).isEqualTo("written");
    }

    @Test
    void aTimeoutOfAnHourIsNotOverAtOnce() throws Exception {
        var hourAndMore = 3_602_000;
        var server = network.server();
        var socket = new AtomicSocket();
        var looks = new CountDownLatch(1);
        var reader =
                hub.spawn(
                        "the reader",
                        () -> {
                            try (var made = new Socket()) {
                                made.setSoTimeout(hourAndMore);
                                made.connect(server.address(), hourAndMore);
                                return new String(socket.set(made).getInputStream().readNBytes(5));
                            }
                        });
        hub.spawn(
                "the other",
                () -> {
                    hub.sleepUntil(() -> socket.isSet() || reader.hasEnded());
                    hub.hub().sleep(Duration.ofMillis(5));
                    looks.countDown();
                    return null;
                });

        start();
        var peer = server.accepts();
        background.await(
                "the others go on while one reads with a timeout of an hour",
                () -> looks.getCount() == 0);
        peer.says("hello");

        assertThat(reader.value())
                .as("what was connected and read with timeouts of 3,602,000 ms")
                .isEqualTo("hello");
    }
}
