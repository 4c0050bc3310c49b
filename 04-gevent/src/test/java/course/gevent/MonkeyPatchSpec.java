package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.gevent.system.Names;
import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.kit.Exercise;
import course.kit.Given;
import course.kit.OwnJvm;
import course.kit.Program;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.kit.net.RawServer;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A JVM can be patched once, and for good. So all examples share the first candidate's patch, and
 * each of them has a hub of its own adopted by it.
 */
@Exercise(id = "4.7", title = "MonkeyPatch", section = "Gevent")
@OwnJvm
class MonkeyPatchSpec {
    private static final int PIECE = 256 * 1024;
    private static final List<String> warnings = new CopyOnWriteArrayList<>();
    private static MonkeyPatch installed;

    private final Candidate<MonkeyPatch> patches;
    private final HubThread hub;
    private final Candidate<Hub> hubs;
    private final Candidate<Cancellation> cancellations;
    private final Greenlets greenlets;
    private final Network network;
    private final Background background;
    private MonkeyPatch patch;

    MonkeyPatchSpec(
            Candidate<MonkeyPatch> patches,
            @Given Candidate<Hub> hubs,
            @Given Candidate<Cancellation> cancellations,
            @Given Greenlets greenlets,
            Network network,
            Background background) {
        this.patches = patches;
        this.hubs = hubs;
        this.cancellations = cancellations;
        this.greenlets = greenlets;
        this.network = network;
        this.background = background;
        hub = new HubThread(hubs, greenlets, background);
    }

    @BeforeEach
    void patchOnce() throws Exception {
        if (installed == null) {
            var candidate = patches.create(warningsOfAll());
            candidate.patch();
            installed = candidate;
        }
        patch = installed;
        warnings.clear();
    }

    private static Consumer<String> warningsOfAll() {
        return warnings::add;
    }

    @AfterEach
    void askTheSystemForNames() {
        Names.askInsteadOfTheSystem(null);
    }

    @Test
    @Deadline(seconds = 20)
    void aPageIsReadByCodeThatKnowsNothingOfHubs() throws Exception {
        var server = network.server();
        var page = hub.spawn("the reader", () -> get(url(server)));

        start();
        answer(server.accepts(), "hello");

        assertThat(page.value()).isEqualTo("hello");
    }

    @Test
    void whileOneReadsTheOthersGoOn() throws Exception {
        var server = network.server();
        var reader = hub.spawn("the reader", () -> read(server, 5));
        var other = hub.spawn("the other", () -> "went on");

        start();
        var peer = server.accepts();

        assertThat(other.value()).isEqualTo("went on");
        peer.says("hello");
        assertThat(reader.value()).isEqualTo("hello");
    }

    @Test
    void threeUrlsAreInFlightTogetherOnOneThread() throws Exception {
        var servers = threeHosts();
        var pages = new ArrayList<Errand<String>>();
        for (var server : servers) {
            pages.add(hub.spawn("the reader of " + url(server), () -> get(url(server))));
        }

        start();
        var inFlight = new ArrayList<Peer>();
        for (var server : servers) {
            inFlight.add(nextInFlight(server, inFlight.size()));
        }
        for (var i = 2; i >= 0; i--) {
            answer(inFlight.get(i), "page " + i);
        }

        for (var i = 0; i < 3; i++) {
            assertThat(pages.get(i).value()).isEqualTo("page " + i);
        }
        assertThat(pages).extracting(Errand::thread).containsOnly(pages.getFirst().thread());
    }

    private static Peer nextInFlight(RawServer server, int before) throws IOException {
        try {
            return server.accepts().hears("GET / HTTP/1.1\r\n");
        } catch (AssertionError e) {
            throw new AssertionError(
                    "3 requests were to be in flight together, and %s were: the next one did not come while those waited for their answers. %s"
                            .formatted(before, e.getMessage()),
                    e);
        }
    }

    @Test
    void manyReadersOfOneHostDoNotMixUpTheirPages() throws Exception {
        var server = network.server();
        var pages = new ArrayList<Errand<String>>();
        for (var i = 0; i < 20; i++) {
            var path = "/" + i + "/";
            pages.add(
                    hub.spawn("the reader of " + path, () -> get(url(server) + path.substring(1))));
        }

        start();
        var peers = new ArrayList<Peer>();
        for (var i = 0; i < 20; i++) {
            peers.add(server.accepts().hears("GET /" + i + "/ "));
        }
        for (var i = 0; i < 20; i++) {
            answer(peers.get(i), "page " + i);
        }

        for (var i = 0; i < 20; i++) {
            assertThat(pages.get(i).value()).isEqualTo("page " + i);
        }
    }

    @Test
    void twoReadersOfOneHostGoOnWithTheConnectionsThatWereKept() throws Exception {
        var server = network.server();
        var first = hub.spawn("the first", () -> get(url(server) + "a") + get(url(server) + "b"));
        var second = hub.spawn("the second", () -> get(url(server) + "c") + get(url(server) + "d"));

        start();
        var one = server.accepts();
        var two = server.accepts();
        hearsRequest(one, "GET /a ");
        hearsRequest(two, "GET /c ");
        answer(one, "page a, ", "keep-alive");
        hearsRequest(one, "GET /b ");
        answer(two, "page c, ", "keep-alive");
        hearsRequest(two, "GET /d ");
        answer(two, "page d");
        answer(one, "page b");

        assertThat(first.value()).isEqualTo("page a, page b");
        assertThat(second.value()).isEqualTo("page c, page d");
    }

    @Test
    void aConnectionThatWasKeptServesAPlainThreadWhenTheHubIsGone() throws Exception {
        var server = network.server();
        var page = hub.spawn("the green thread", () -> get(url(server) + "1"));
        var running = start();
        var peer = server.accepts();
        hearsRequest(peer, "GET /1 ");
        answer(peer, "page 1", "keep-alive");
        assertThat(page.value()).isEqualTo("page 1");
        running.awaitEnd();

        var plain = onAThread(() -> get(url(server) + "2"));

        hearsRequest(peer, "GET /2 ");
        answer(peer, "page 2");
        assertThat(plain.value()).isEqualTo("page 2");
    }

    @Test
    void whoWaitsUsesNoTime() throws Exception {
        var server = network.server();
        var turns =
                hub.spawn(
                        "the reader",
                        () -> {
                            try (var socket = connect(server)) {
                                socket.setSoTimeout(300);
                                var before = hub.turns();
                                assertThatThrownBy(() -> socket.getInputStream().read())
                                        .isInstanceOf(SocketTimeoutException.class);
                                return hub.turns() - before;
                            }
                        });

        start();

        assertThat(turns.value())
                .withFailMessage(
                        "the hub made %,d turns while all that it had was one who waits: it is"
                                + " spinning",
                        turns.value())
                .isLessThan(10);
    }

    @Test
    void whileOneWritesTheOthersGoOnAndAllArrives() throws Exception {
        var server = network.server();
        var bytes = bytes(8_000_000);
        var writer =
                hub.spawn(
                        "the writer",
                        () -> {
                            try (var socket = connect(server)) {
                                socket.getOutputStream().write(bytes);
                                return "written";
                            }
                        });
        var other =
                hub.spawn(
                        "the other",
                        () -> {
                            hub.sleepUntil(writer::hasStarted);
                            return "went on";
                        });

        start();
        var peer = server.accepts();

        assertThat(other.value()).isEqualTo("went on");
        assertThat(writer.hasEnded()).as("8 MB are written that nobody has read").isFalse();
        hears(peer, bytes);
        peer.hearsTheEnd();
        assertThat(writer.value()).isEqualTo("written");
    }

    @Test
    void aLargePostToASlowReaderLetsTheOthersGoOn() throws Exception {
        var server = network.server();
        var body = bytes(8_000_000);
        var client =
                hub.spawn(
                        "the one who posts",
                        () -> {
                            var connection = open(url(server));
                            connection.setDoOutput(true);
                            connection.setFixedLengthStreamingMode(body.length);
                            try (var out = connection.getOutputStream()) {
                                out.write(body);
                            }
                            return new String(connection.getInputStream().readAllBytes());
                        });
        var other =
                hub.spawn(
                        "the other",
                        () -> {
                            hub.sleepUntil(client::hasStarted);
                            return "went on";
                        });

        start();
        var peer = server.accepts();
        hearsRequest(peer, "POST / HTTP/1.1\r\n");

        assertThat(other.value()).isEqualTo("went on");
        assertThat(client.hasEnded()).as("8 MB are posted that nobody has read").isFalse();
        hears(peer, body);
        answer(peer, "thanks");
        assertThat(client.value()).isEqualTo("thanks");
        assertThat(warnings).isEmpty();
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
        var reader =
                hub.spawn(
                        "the reader",
                        () -> {
                            var in = socket.set(connect(server)).getInputStream();
                            in.read();
                            return in.read();
                        });

        start();
        var peer = server.accepts().says("1");
        background.await("the reader is connected", socket::isSet);
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

    private void expectTimeout(ThrowingCallable waits, String what) throws Exception {
        try (var limit = cancellations.create(hub.hub()).timeout(Duration.ofMillis(30))) {
            assertThatThrownBy(waits, what + " inside a timeout of the hub").isSameAs(limit);
        }
    }

    @Test
    void aNameIsResolvedWhileTheOthersGoOn() throws Exception {
        var server = network.server();
        var answered = new CountDownLatch(1);
        names(host -> {
            answered.await();
            return InetAddress.getLoopbackAddress();
        });
        var page =
                hub.spawn(
                        "the reader",
                        () ->
                                get(
                                        "http://slow.course.example:"
                                                + server.address().getPort()
                                                + "/"));
        var other =
                hub.spawn(
                        "the other",
                        () -> {
                            hub.sleepUntil(page::hasStarted);
                            return page.hasEnded();
                        });

        start();
        try {
            assertThat(other.value()).isFalse();
        } finally {
            answered.countDown();
        }
        answer(server.accepts(), "hello");

        assertThat(page.value()).isEqualTo("hello");
    }

    @Test
    void aNameThatNobodyKnowsIsAnUnknownHost() throws Exception {
        names(host -> {
            throw new UnknownHostException(host);
        });
        var page = hub.spawn("the reader", () -> get("http://nowhere.course.example/"));

        start();

        assertThat(page.thrown())
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("nowhere.course.example");
    }

    @Test
    void otherThreadsResolveTheirNamesThemselves() throws Exception {
        var askedOn = new CopyOnWriteArrayList<Thread>();
        names(host -> {
            askedOn.add(Thread.currentThread());
            return InetAddress.getLoopbackAddress();
        });
        hub.spawn("the green thread", () -> InetAddress.getByName("green.course.example"))
                .hasEnded();

        start();
        background.await("a name is asked for", () -> askedOn.size() == 1);
        var plain = onAThread(() -> InetAddress.getByName("plain.course.example"));
        var virtual = onAVirtualThread(() -> InetAddress.getByName("virtual.course.example"));
        plain.value();
        virtual.value();

        assertThat(askedOn.subList(1, 3))
                .containsExactlyInAnyOrder(plain.thread(), virtual.thread());
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
        var refused = onAThread(() -> connect(nobody));
        var page = onAThread(() -> get(url(server)));
        var first = server.accepts();
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
    void twoReadersOfOneSocketAreToldSo() throws Exception {
        var server = network.server();
        var socket = new AtomicSocket();
        var first =
                hub.spawn("the first", () -> socket.set(connect(server)).getInputStream().read());
        var second =
                hub.spawn(
                        "the second",
                        () -> {
                            hub.sleepUntil(socket::isSet);
                            hub.hub().sleep(Duration.ofMillis(5));
                            return socket.get().getInputStream().read();
                        });

        start();
        var peer = server.accepts();

        assertThat(second.thrown()).isInstanceOf(IllegalStateException.class);
        peer.says("1");
        assertThat(first.value()).isEqualTo('1');
        socket.get().close();
    }

    @Test
    void oneReadsAndAnotherWrites() throws Exception {
        var server = network.server();
        var socket = new AtomicSocket();
        var bytes = bytes(4_000_000);
        var reader =
                hub.spawn(
                        "the reader",
                        () ->
                                new String(
                                        socket.set(connect(server))
                                                .getInputStream()
                                                .readNBytes(5)));
        var writer =
                hub.spawn(
                        "the writer",
                        () -> {
                            hub.sleepUntil(socket::isSet);
                            socket.get().getOutputStream().write(bytes);
                            return "written";
                        });

        start();
        var peer = server.accepts();
        hears(peer, bytes);
        peer.says("hello");

        assertThat(reader.value()).isEqualTo("hello");
        assertThat(writer.value()).isEqualTo("written");
        socket.get().close();
    }

    @Test
    void whoHoldsAMonitorBlocksTheHubAndIsReported() throws Exception {
        var server = network.server();
        var monitor = new Monitored();
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        Callable<String> code =
                () -> {
                    try (var socket = connect(server)) {
                        synchronized (monitor) {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            var read = new String(socket.getInputStream().readNBytes(5));
                            inside.decrementAndGet();
                            return read;
                        }
                    }
                };
        var first = hub.spawn("the first", code);
        var second = hub.spawn("the second", code);

        start();
        var peer = server.accepts();
        background.await(
                "a wait inside synchronized is reported before it is over",
                () -> isWarnedOf(Monitored.class.getName()));
        peer.says("hello");
        server.accepts().says("hello");

        assertThat(first.value()).isEqualTo("hello");
        assertThat(second.value()).isEqualTo("hello");
        assertThat(most).as("how many were inside synchronized at a time").hasValue(1);
        assertThat(warnings.getFirst())
                .as("the warning")
                .contains("the first")
                .contains(Monitored.class.getName());
    }

    private static final class Monitored {}

    private static boolean isWarnedOf(String what) {
        return warnings.stream().anyMatch(warning -> warning.contains(what));
    }

    @Test
    void aMonitorBeneathTheGreenThreadsDoesNotCount() throws Exception {
        var server = network.server();
        var monitor = new Monitored();
        var reader = hub.spawn("the reader", () -> read(server, 5));
        var other = hub.spawn("the other", () -> "went on");

        background.start(
                "the hub",
                () -> {
                    synchronized (monitor) {
                        hub.run(patch);
                    }
                });
        var peer = server.accepts();

        assertThat(other.value()).isEqualTo("went on");
        peer.says("hello");
        assertThat(reader.value()).isEqualTo("hello");
        assertThat(warnings).isEmpty();
    }

    @Test
    void aStaticInitialiserBlocksTheHubAndIsReported() throws Exception {
        var server = network.server();
        Variables.server = server;
        var page = hub.spawn("the initialiser", () -> Initialised.READ);

        start();
        var peer = server.accepts();
        background.await(
                "a wait inside a static initialiser is reported before it is over",
                () -> isWarnedOf("static initialiser"));
        peer.says("hello");

        assertThat(page.value()).isEqualTo("hello");
        assertThat(warnings.getFirst()).as("the warning").contains("static initialiser");
    }

    private static final class Variables {
        private static RawServer server;
    }

    private static final class Initialised {
        private static final String READ = readUnchecked(Variables.server);

        private static String readUnchecked(RawServer server) {
            try {
                return read(server, 5);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aLookupInsideAMonitorIsReported() throws Exception {
        var monitor = new Monitored();
        names(host -> InetAddress.getLoopbackAddress());
        var name =
                hub.spawn(
                        "the one who asks",
                        () -> {
                            synchronized (monitor) {
                                return InetAddress.getByName("monitor.course.example");
                            }
                        });

        start();

        assertThat(name.value().isLoopbackAddress()).isTrue();
        assertThat(warnings).as("the warnings").hasSize(1);
        assertThat(warnings.getFirst()).contains(Monitored.class.getName());
    }

    @Test
    @Deadline(seconds = 30)
    void twoThatShareAStreamAndGetStuckAreReported() throws Exception {
        try (var program = Program.start(SharedStream.class, patch.getClass().getName())) {
            program.awaitEnd();

            assertThat(program.lines())
                    .as("what was reported when the thread had come to wait for itself")
                    .anyMatch(line -> line.contains("BufferedInputStream"));
        }
    }

    @Test
    void aPatchedJvmIsNotPatchedAgain() throws Exception {
        var second = patches.create(warningsOfAll());

        assertThatThrownBy(second::patch, "a second patch")
                .isInstanceOf(IllegalStateException.class);

        aPageIsReadByCodeThatKnowsNothingOfHubs();
    }

    @Test
    @Deadline(seconds = 30)
    void whoHasSetAFactoryBeforeKeepsIt() throws Exception {
        try (var program = Program.start(ForeignFactory.class, patch.getClass().getName())) {
            program.awaitEnd();

            assertThat(program.lines()).as("what was printed").hasSize(3);
            assertThat(program.lines().getFirst()).matches("refused: .*(already|before).*");
            assertThat(program.lines().subList(1, 3))
                    .containsExactly("a socket of the program's own factory", "connected");
        }
    }

    private Background.Task start() {
        return hub.start(patch);
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

    private static boolean isInTheJdksSocket(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("sun.nio.ch.NioSocketImpl"));
    }

    private <T> Errand<T> onAThread(Callable<T> code) {
        var errand = new Errand<>("the thread", code, background);
        background.start("the thread", errand::run);
        background.await("the thread starts", errand::hasStarted);
        return errand;
    }

    private <T> Errand<T> onAVirtualThread(Callable<T> code) {
        var errand = new Errand<>("the virtual thread", code, background);
        Thread.ofVirtual().start(errand::run);
        background.await("the virtual thread starts", errand::hasStarted);
        return errand;
    }

    private List<RawServer> threeHosts() throws IOException {
        var servers = new ArrayList<RawServer>();
        for (var last = 1; last <= 3; last++) {
            servers.add(network.server(InetAddress.getByName("127.0.0." + last)));
        }
        return servers;
    }

    /** An address where nobody listens. */
    private InetSocketAddress nobody() throws IOException {
        var server = network.server();
        var address = server.address();
        server.closes();
        return address;
    }

    /** The address of a host that does not answer: its queue of new connections is full. */
    private InetSocketAddress unresponsive() throws IOException {
        var listener = network.open(ServerSocketChannel.open());
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        var address = (InetSocketAddress) listener.getLocalAddress();
        var pending = 0;
        while (pending < 4) {
            var client = network.open(SocketChannel.open());
            client.configureBlocking(false);
            if (!client.connect(address) && !client.finishConnect()) {
                pending++;
            }
        }
        return address;
    }

    private static void names(Answer answer) {
        Names.askInsteadOfTheSystem(
                new InetAddressResolver() {
                    @Override
                    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                            throws UnknownHostException {
                        try {
                            return Stream.of(answer.to(host));
                        } catch (InterruptedException e) {
                            throw new UnknownHostException("interrupted");
                        }
                    }

                    @Override
                    public String lookupByAddress(byte[] address) throws UnknownHostException {
                        throw new UnknownHostException();
                    }
                });
    }

    private interface Answer {
        InetAddress to(String host) throws UnknownHostException, InterruptedException;
    }

    private static String url(RawServer server) throws IOException {
        var address = server.address();
        return "http://%s:%s/".formatted(address.getAddress().getHostAddress(), address.getPort());
    }

    private static HttpURLConnection open(String url) throws IOException {
        return (HttpURLConnection) URI.create(url).toURL().openConnection();
    }

    private static String get(String url) throws IOException {
        try (var in = open(url).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void answer(Peer peer, String page) throws IOException {
        answer(peer, page, "close");
    }

    private static void answer(Peer peer, String page, String connection) throws IOException {
        peer.says(
                "HTTP/1.1 200 OK\r\nContent-Length: %s\r\nConnection: %s\r\n\r\n%s"
                        .formatted(page.length(), connection, page));
    }

    /** Takes the whole head of a request, so that the next one can be heard. */
    private void hearsRequest(Peer peer, String line) throws IOException {
        peer.hears(line);
        var rest = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        background.await(
                "the head of the request ends",
                () -> {
                    while (!rest.toString().endsWith("\r\n\r\n") && isRead(peer, one.clear())) {
                        rest.append((char) one.get(0));
                    }
                    return rest.toString().endsWith("\r\n\r\n");
                });
    }

    private static boolean isRead(Peer peer, ByteBuffer bytes) {
        try {
            return peer.channel().read(bytes) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In pieces, since each is compared from its first byte on. */
    private static void hears(Peer peer, byte[] bytes) throws IOException {
        for (var from = 0; from < bytes.length; from += PIECE) {
            peer.hears(Arrays.copyOfRange(bytes, from, Math.min(from + PIECE, bytes.length)));
        }
    }

    private static Socket connect(RawServer server) throws IOException {
        return connect(server.address());
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        return new Socket(address.getAddress(), address.getPort());
    }

    private static String read(RawServer server, int count) throws IOException {
        try (var socket = connect(server)) {
            return new String(socket.getInputStream().readNBytes(count));
        }
    }

    private static String talk(RawServer server) throws IOException {
        try (var socket = connect(server)) {
            socket.getOutputStream().write("hello".getBytes());
            return new String(socket.getInputStream().readNBytes(5));
        }
    }

    private static int available(Socket socket) {
        try {
            return socket.getInputStream().available();
        } catch (IOException e) {
            return -1;
        }
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    /** A socket that one thread makes and another one uses. */
    private static final class AtomicSocket {
        private volatile Socket socket;

        Socket set(Socket made) {
            socket = made;
            return made;
        }

        boolean isSet() {
            return socket != null;
        }

        Socket get() {
            return socket;
        }
    }
}
