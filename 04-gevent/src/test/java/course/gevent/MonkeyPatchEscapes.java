package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Closes, kills and time limits that end a wait. */
abstract class MonkeyPatchEscapes extends MonkeyPatchExamples {
    MonkeyPatchEscapes(
            Candidate<MonkeyPatch> patches,
            Candidate<Hub> hubs,
            Candidate<Cancellation> cancellations,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(patches, hubs, cancellations, greenlets, network, background);
    }

    @Test
    void aCloseByAnotherGreenThreadWakesWhoReads() throws Exception {
        var server = network.server();
        var socket = new AtomicSocket();
        var reader =
                hub.spawn("the reader", () -> socket.set(connect(server)).getInputStream().read());
        hub.spawn(
                "the other",
                () -> {
                    hub.sleepUntil(socket::isSet);
                    hub.hub().sleep(Duration.ofMillis(5));
                    socket.get().close();
                    return null;
                });

        start();
        var peer = server.accepts();

        assertThat(reader.thrown())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Socket closed");
        peer.seesTheConnectionGone();
    }

    @Test
    void aCloseByAnotherThreadWakesWhoReads() throws Exception {
        var server = network.server();
        var socket = new AtomicSocket();
        var hasReadOnce = new AtomicBoolean();
        var reader =
                hub.spawn(
                        "the reader",
                        () -> {
                            var in = socket.set(connect(server)).getInputStream();
                            in.read();
                            hasReadOnce.set(true);
                            return in.read();
                        });

        start();
        var peer = server.accepts().says("1");
        background.await("the reader has read a byte", hasReadOnce::get);
        awaitHubAsleep(reader);
        socket.get().close();

        assertThat(reader.thrown())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Socket closed");
        peer.seesTheConnectionGone();
    }

    @Test
    void aCloseWakesWhoWritesAndWhoConnects() throws Exception {
        var server = network.server();
        var unresponsive = unresponsive();
        var writing = new AtomicSocket();
        var connecting = new AtomicSocket();
        var writer =
                hub.spawn(
                        "the writer",
                        () -> {
                            writing.set(connect(server)).getOutputStream().write(bytes(8_000_000));
                            return null;
                        });
        var connector =
                hub.spawn(
                        "the one who connects",
                        () -> {
                            connecting.set(new Socket()).connect(unresponsive);
                            return null;
                        });

        start();
        server.accepts();
        background.await("both are about to wait", () -> writing.isSet() && connecting.isSet());
        awaitHubAsleep(writer);
        writing.get().close();
        connecting.get().close();

        assertThat(writer.thrown()).isInstanceOf(SocketException.class);
        assertThat(connector.thrown()).isInstanceOf(SocketException.class);
    }

    @Test
    void aKillEscapesAReadAndTheSocketCanBeUsedAfterwards() throws Exception {
        var server = network.server();
        var socket = new AtomicSocket();
        var read = new AtomicInteger();
        var first =
                hub.spawn(
                        "the first",
                        () -> {
                            var in = socket.set(connect(server)).getInputStream();
                            read.set(in.read());
                            return in.read();
                        });
        var second =
                hub.spawn(
                        "the second",
                        () -> {
                            hub.sleepUntil(first::hasEnded);
                            try (var used = socket.get()) {
                                return used.getInputStream().read();
                            }
                        });

        start();
        var peer = server.accepts().says("1");
        background.await("the first byte is read", () -> read.get() == '1');
        hub.throwInto(first, new GreenletExit());

        assertThat(first.thrown()).isInstanceOf(GreenletExit.class);
        peer.says("2");
        assertThat(second.value()).isEqualTo('2');
    }

    @Test
    void aKillEscapesAConnectAndNothingIsLeftOpen() throws Exception {
        var unresponsive = unresponsive();
        var connector =
                hub.spawn(
                        "the one who connects",
                        () -> {
                            new Socket().connect(unresponsive);
                            return null;
                        });

        start();
        background.await("it connects", connector::hasStarted);
        hub.throwInto(connector, new GreenletExit());

        assertThat(connector.thrown()).isInstanceOf(GreenletExit.class);
    }

    @Test
    void aTimeoutOfTheHubEscapesAReadAndTheSocketCanBeUsedAfterwards() throws Exception {
        var server = network.server();
        var timedOut = new CountDownLatch(1);
        var reader =
                hub.spawn(
                        "the reader",
                        () -> {
                            try (var socket = connect(server)) {
                                var in = socket.getInputStream();
                                socket.setSoTimeout(60_000);
                                expectTimeout(in::read, "a read");
                                timedOut.countDown();
                                return new String(in.readNBytes(5));
                            }
                        });

        start();
        var peer = server.accepts();
        background.await(
                "a timeout of the hub ends a read",
                () -> timedOut.getCount() == 0 || reader.hasEnded());
        peer.says("hello");

        assertThat(reader.value()).isEqualTo("hello");
    }

    @Test
    void aTimeoutOfTheHubEscapesAConnectAndTheSocketIsClosed() throws Exception {
        var unresponsive = unresponsive();
        var server = network.server();
        var connector =
                hub.spawn(
                        "the one who connects",
                        () -> {
                            var socket = new Socket();
                            expectTimeout(() -> socket.connect(unresponsive, 60_000), "a connect");
                            assertThatThrownBy(
                                            () -> socket.connect(server.address()),
                                            "another connect of a socket whose first one was cut"
                                                    + " short")
                                    .isInstanceOf(SocketException.class)
                                    .hasMessageContaining("closed");
                            return "closed";
                        });

        start();

        assertThat(connector.value()).isEqualTo("closed");
    }

    @Test
    void whateverIsThrownIntoAReaderEndsItsWait() throws Exception {
        var server = network.server();
        var failures =
                List.of(
                        new NullPointerException("thrown"),
                        new IllegalStateException("thrown"),
                        new AssertionError("thrown"));
        for (var failure : failures) {
            var ran = new HubThread(hubs, greenlets, background);
            var socket = new AtomicSocket();
            var reader =
                    ran.spawn(
                            "the reader",
                            () -> socket.set(connect(server)).getInputStream().read());
            ran.start(patch);
            server.accepts();
            background.await("the reader is connected", socket::isSet);
            awaitHubAsleep(reader);

            ran.throwInto(reader, failure);

            assertThat(reader.thrown()).isSameAs(failure);
            socket.get().close();
        }
    }

    @Test
    void aCloseWakesAllWhoWaitInASocket() throws Exception {
        var server = network.server();
        var socket = new AtomicSocket();
        var reader =
                hub.spawn("the reader", () -> socket.set(connect(server)).getInputStream().read());
        var writer =
                hub.spawn(
                        "the writer",
                        () -> {
                            hub.sleepUntil(socket::isSet);
                            socket.get().getOutputStream().write(bytes(8_000_000));
                            return null;
                        });
        var other =
                hub.spawn(
                        "the other",
                        () -> {
                            hub.sleepUntil(socket::isSet);
                            hub.hub().sleep(Duration.ofMillis(50));
                            socket.get().close();
                            return "closed";
                        });

        start();
        server.accepts();

        assertThat(other.value()).isEqualTo("closed");
        assertThat(reader.thrown()).isInstanceOf(SocketException.class);
        assertThat(writer.thrown()).isInstanceOf(SocketException.class);
    }

    @Test
    void aKillEscapesAWriteAndTheSocketCanBeUsedAfterwards() throws Exception {
        var server = network.server();
        var socket = new AtomicSocket();
        var writer =
                hub.spawn(
                        "the writer",
                        () -> {
                            socket.set(connect(server)).getOutputStream().write(bytes(8_000_000));
                            return null;
                        });
        var reader =
                hub.spawn(
                        "the reader",
                        () -> {
                            hub.sleepUntil(writer::hasEnded);
                            try (var used = socket.get()) {
                                return used.getInputStream().read();
                            }
                        });

        start();
        var peer = server.accepts();
        background.await("the writer is connected", socket::isSet);
        awaitHubAsleep(writer);
        hub.throwInto(writer, new GreenletExit());

        assertThat(writer.thrown()).isInstanceOf(GreenletExit.class);
        peer.says("1");
        assertThat(reader.value()).isEqualTo('1');
    }

    private void expectTimeout(ThrowingCallable waits, String what) throws Exception {
        try (var limit = cancellations.create(hub.hub()).timeout(Duration.ofMillis(30))) {
            assertThatThrownBy(waits, what + " inside a timeout of the hub").isSameAs(limit);
        }
    }

    /** Waits until the hub's thread has nothing to do, so that what comes next has to wake it. */
    private void awaitHubAsleep(Errand<?> onHub) {
        background.await(
                "the hub sleeps",
                () ->
                        Stream.of(onHub.thread().getStackTrace())
                                .anyMatch(
                                        frame -> frame.getMethodName().equals("lockAndDoSelect")));
    }
}
