package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.kit.net.RawServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Threads without a hub are as they were. */
abstract class MonkeyPatchOtherThreads extends MonkeyPatchExamples {
    MonkeyPatchOtherThreads(
            Candidate<MonkeyPatch> patches,
            Candidate<Hub> hubs,
            Candidate<Cancellation> cancellations,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(patches, hubs, cancellations, greenlets, network, background);
    }

    @Test
    void aPlainThreadIsAsItWas() throws Exception {
        var server = network.server();
        var green = hub.spawn("the green thread", () -> read(server, 5));
        start();
        var greenPeer = server.accepts();

        var reader = onAThread(() -> talk(server));
        var peer = server.accepts().hears("hello");
        background.await(
                "a plain thread that reads, reads in the JDK's own socket",
                () -> isInTheJdksSocket(reader.thread()));
        reader.thread().interrupt();
        peer.says("world");

        assertThat(reader.value()).as("what a thread reads that is interrupted").isEqualTo("world");
        greenPeer.says("hello");
        assertThat(green.value()).isEqualTo("hello");
    }

    @Test
    void aPlainThreadHasItsTimeoutsAndErrors() throws Exception {
        var server = network.server();
        var nobody = nobody();
        var late =
                onAThread(() -> {
                    try (var socket = connect(server)) {
                        socket.setSoTimeout(50);
                        return socket.getInputStream().read();
                    }
                });
        var first = server.accepts();
        var refused = onAThread(() -> connect(nobody));
        var page = onAThread(() -> get(url(server)));
        answer(server.accepts(), "hello");

        assertThat(late.thrown()).isInstanceOf(SocketTimeoutException.class);
        first.seesTheConnectionGone();
        assertThat(refused.thrown()).isInstanceOf(ConnectException.class);
        assertThat(page.value()).isEqualTo("hello");
    }

    @Test
    void virtualThreadsAreAsTheyWere() throws Exception {
        var server = network.server();
        var readers = new ArrayList<Errand<String>>();
        var peers = new ArrayList<Peer>();

        for (var i = 0; i < 20; i++) {
            readers.add(onAVirtualThread(() -> talk(server)));
            peers.add(server.accepts().hears("hello"));
        }
        for (var peer : peers) {
            peer.says("world");
        }

        for (var reader : readers) {
            assertThat(reader.value()).isEqualTo("world");
        }
    }

    @Test
    void anInterruptedVirtualThreadLosesItsSocketAsEver() throws Exception {
        var server = network.server();
        var reader = onAVirtualThread(() -> talk(server));
        var peer = server.accepts().hears("hello");

        reader.thread().interrupt();

        assertThat(reader.thrown())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Closed by interrupt");
        peer.seesTheConnectionGone();
    }

    @Test
    void aServerSocketOfAnotherThreadIsAsItWas() throws Exception {
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var server =
                    onAThread(() -> {
                        try (var socket = listener.accept()) {
                            return new String(socket.getInputStream().readNBytes(5));
                        }
                    });
            var client =
                    hub.spawn(
                            "the client",
                            () -> {
                                try (var socket =
                                        new Socket(
                                                listener.getInetAddress(),
                                                listener.getLocalPort())) {
                                    socket.getOutputStream().write("hello".getBytes());
                                    return socket.getInputStream().read();
                                }
                            });

            start();

            assertThat(server.value()).isEqualTo("hello");
            assertThat(client.value()).isEqualTo(-1);
        }
    }

    @Test
    void aSocketOfTheHubBlocksInAnotherThreadAsEver() throws Exception {
        for (var virtual : List.of(false, true)) {
            var server = network.server();
            var made = new AtomicSocket();
            var ran = new HubThread(hubs, greenlets, background);
            ran.spawn("the green thread", () -> made.set(connect(server)));
            ran.start(patch).awaitEnd();

            Callable<String> code =
                    () -> {
                        var socket = made.get();
                        socket.setSoTimeout(50);
                        assertThatThrownBy(() -> socket.getInputStream().read())
                                .isInstanceOf(SocketTimeoutException.class);
                        socket.setSoTimeout(0);
                        socket.getOutputStream().write("hello".getBytes());
                        return new String(socket.getInputStream().readNBytes(5));
                    };
            var reader = virtual ? onAVirtualThread(code) : onAThread(code);
            server.accepts().hears("hello").says("world");

            assertThat(reader.value()).isEqualTo("world");
            made.get().close();
        }
    }

    @Test
    void aSocketOfTheHubCanBeClosedWhileAnotherThreadReads() throws Exception {
        var server = network.server();
        var made = new AtomicSocket();
        hub.spawn("the green thread", () -> made.set(connect(server)));
        start().awaitEnd();
        var reader =
                onAThread(() -> {
                    var in = made.get().getInputStream();
                    in.read();
                    return in.read();
                });
        server.accepts().says("1");
        background.await("the thread has read a byte", () -> available(made.get()) == 0);

        reader.thread().interrupt();
        made.get().close();

        assertThat(reader.thrown()).isInstanceOf(SocketException.class);
    }

    @Test
    void twoHubsDoNotDisturbEachOther() throws Exception {
        var servers = threeHosts();
        var second = new HubThread(hubs, greenlets, background);
        var onFirst = hub.spawn("the reader of the first hub", () -> get(url(servers.get(0))));
        var onSecond = second.spawn("the reader of the second hub", () -> get(url(servers.get(1))));
        var alsoOnSecond =
                second.spawn("the other reader of the second hub", () -> get(url(servers.get(2))));

        start();
        second.start(patch);
        var peers = new ArrayList<Peer>();
        for (var server : servers) {
            peers.add(server.accepts());
        }
        for (var peer : peers) {
            answer(peer, "hello");
        }

        assertThat(List.of(onFirst.value(), onSecond.value(), alsoOnSecond.value()))
                .containsOnly("hello");
        assertThat(onFirst.thread()).isNotEqualTo(onSecond.thread());
    }

    @Test
    void aThreadThatAGreenThreadStartsIsAsEveryOther() throws Exception {
        for (var virtual : List.of(false, true)) {
            var server = network.server();
            var reader =
                    new Errand<>("the thread that was started", () -> talk(server), background);
            var ran = new HubThread(hubs, greenlets, background);
            ran.spawn(
                    "the green thread",
                    () ->
                            (virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon())
                                    .start(reader::run));

            ran.start(patch);
            var peer = server.accepts().hears("hello");

            background.await(
                    "what a green thread has started (virtual: %s) reads in the JDK's own socket"
                            .formatted(virtual),
                    () -> isInTheJdksSocket(reader.thread()));
            peer.says("world");
            assertThat(reader.value()).isEqualTo("world");
        }
    }

    @Test
    void aSocketOfOneHubLetsTheGreenThreadsOfAnotherHubGoOn() throws Exception {
        var server = network.server();
        var made = new AtomicSocket();
        hub.spawn("the green thread of the first hub", () -> made.set(connect(server)));
        start().awaitEnd();
        var peer = server.accepts();
        var second = new HubThread(hubs, greenlets, background);
        var reader = second.spawn("the reader", () -> made.get().getInputStream().read());
        var other =
                second.spawn(
                        "the other",
                        () -> {
                            second.sleepUntil(reader::hasStarted);
                            return reader.hasEnded();
                        });

        second.start(patch);

        assertThat(other.value())
                .as("the reader had ended before another green thread of its hub went on")
                .isFalse();
        peer.says("1");
        assertThat(reader.value()).isEqualTo('1');
        made.get().close();
    }

    @Test
    void anInterruptNeitherEndsTheWaitOfAPlainThreadNorIsLost() throws Exception {
        var server = network.server();
        var made = new AtomicSocket();
        hub.spawn("the green thread", () -> made.set(connect(server)));
        start().awaitEnd();
        var peer = server.accepts();
        var reader =
                onAThread(() -> {
                    Thread.currentThread().interrupt();
                    var read = made.get().getInputStream().read();
                    return (char) read + ", interrupted: " + Thread.interrupted();
                });
        background.await(
                "the thread waits in a socket of the hub",
                () -> waitsForASocket(reader.thread()) || reader.hasEnded());

        peer.says("1");

        assertThat(reader.value()).isEqualTo("1, interrupted: true");
        made.get().close();
    }

    @Test
    void oneThreadReadsAndAnotherOneWritesInASocketOfTheHub() throws Exception {
        var server = network.server();
        var made = new AtomicSocket();
        var bytes = bytes(8_000_000);
        hub.spawn("the green thread", () -> made.set(connect(server)));
        start().awaitEnd();
        var peer = server.accepts();
        var reader = onAThread(() -> made.get().getInputStream().read());
        background.await("the reader waits", () -> waitsForASocket(reader.thread()));
        var writer =
                onAThread(() -> {
                    made.get().getOutputStream().write(bytes);
                    return "written";
                });
        background.await("the writer waits", () -> waitsForASocket(writer.thread()));

        hears(peer, bytes);
        assertThat(writer.value()).as("while another thread waits to read").isEqualTo("written");
        peer.says("1");
        assertThat(reader.value()).isEqualTo('1');
        made.get().close();
    }

    @Test
    void aCloseWakesAllOtherThreadsThatWaitInASocketOfTheHub() throws Exception {
        var server = network.server();
        var made = new AtomicSocket();
        hub.spawn("the green thread", () -> made.set(connect(server)));
        start().awaitEnd();
        server.accepts();
        var writer =
                onAThread(() -> {
                    made.get().getOutputStream().write(bytes(8_000_000));
                    return "written";
                });
        background.await("the writer waits", () -> waitsForASocket(writer.thread()));
        var reader = onAThread(() -> made.get().getInputStream().read());
        background.await("the reader waits", () -> waitsForASocket(reader.thread()));

        made.get().close();

        reader.throwing(SocketException.class);
        writer.throwing(SocketException.class);
    }

    @Test
    void aCloseWakesTheGreenThreadOfAnotherHub() throws Exception {
        for (var isClosedByItsHub : List.of(true, false)) {
            var server = network.server();
            var made = new AtomicSocket();
            var first = new HubThread(hubs, greenlets, background);
            var second = new HubThread(hubs, greenlets, background);
            var reader =
                    second.spawn(
                            "the reader, a green thread of one hub, in a socket that another hub's"
                                    + " thread has made and %s has closed,"
                                            .formatted(
                                                    isClosedByItsHub
                                                            ? "that thread"
                                                            : "a plain thread"),
                            () -> made.get().getInputStream().read());
            first.spawn(
                    "the green thread of the first hub",
                    () -> {
                        made.set(connect(server));
                        if (isClosedByItsHub) {
                            first.sleepUntil(() ->
                                    reader.hasEnded()
                                            || reader.hasStarted()
                                                    && waitsForASocket(reader.thread()));
                            made.get().close();
                        }
                        return made;
                    });
            var ran = first.start(patch);
            background.await("the socket is made", made::isSet);
            server.accepts();
            second.start(patch);
            background.await("the reader starts", reader::hasStarted);
            background.await(
                    "the reader waits, or has been woken",
                    () -> reader.hasEnded() || waitsForASocket(reader.thread()));
            if (!isClosedByItsHub) {
                made.get().close();
            }
            ran.awaitEnd();

            reader.throwing(SocketException.class);
        }
    }

    @Test
    void anotherThreadMayConnectASocketOfTheHub() throws Exception {
        for (var virtual : List.of(false, true)) {
            var server = network.server();
            var unresponsive = unresponsive();
            var made = new AtomicSocket();
            var madeToo = new AtomicSocket();
            var ran = new HubThread(hubs, greenlets, background);
            ran.spawn(
                    "the green thread",
                    () -> {
                        made.set(new Socket());
                        return madeToo.set(new Socket());
                    });
            ran.start(patch).awaitEnd();

            Callable<String> connects =
                    () -> {
                        made.get().connect(server.address(), 60_000);
                        return new String(made.get().getInputStream().readNBytes(5));
                    };
            var reader = virtual ? onAVirtualThread(connects) : onAThread(connects);
            server.accepts().says("hello");
            assertThat(reader.value())
                    .as("read in a socket of the hub that another thread has connected")
                    .isEqualTo("hello");

            Callable<String> waits =
                    () -> {
                        madeToo.get().connect(unresponsive, 50);
                        return "connected";
                    };
            var late = virtual ? onAVirtualThread(waits) : onAThread(waits);
            try {
                late.throwing(SocketTimeoutException.class);
            } finally {
                made.get().close();
                madeToo.get().close();
            }
        }
    }

    private static boolean isInTheJdksSocket(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("sun.nio.ch.NioSocketImpl"));
    }

    private static String talk(RawServer server) throws IOException {
        try (var socket = connect(server)) {
            socket.getOutputStream().write("hello".getBytes());
            return new String(socket.getInputStream().readNBytes(5));
        }
    }
}
