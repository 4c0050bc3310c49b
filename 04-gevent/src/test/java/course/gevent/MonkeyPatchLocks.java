package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.kit.Program;
import course.kit.net.Network;
import course.kit.net.RawServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Monitors that are held in a wait, and streams that are shared. */
abstract class MonkeyPatchLocks extends MonkeyPatchExamples {
    MonkeyPatchLocks(
            Candidate<MonkeyPatch> patches,
            Candidate<Hub> hubs,
            Candidate<Cancellation> cancellations,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(patches, hubs, cancellations, greenlets, network, background);
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

    @Test
    void aSecondReaderThatNeedNotWaitReads() throws Exception {
        var server = network.server();
        var socket = new AtomicSocket();
        var looks = new CountDownLatch(1);
        var first =
                hub.spawn("the first", () -> socket.set(connect(server)).getInputStream().read());
        var second =
                hub.spawn(
                        "the second",
                        () -> {
                            hub.sleepUntil(socket::isSet);
                            hub.hub().sleep(Duration.ofMillis(5));
                            looks.countDown();
                            while (socket.get().getInputStream().available() < 2) {
                                Thread.onSpinWait(); // the first one cannot go on meanwhile
                            }
                            return socket.get().getInputStream().read();
                        });

        start();
        var peer = server.accepts();
        background.await("the second one looks for bytes", () -> looks.getCount() == 0);
        peer.says("12");

        assertThat(second.value()).as("read by a second one, who need not wait").isEqualTo('1');
        assertThat(first.value()).as("read by the first one").isEqualTo('2');
        socket.get().close();
    }

    @Test
    void eachWaitInsideAMonitorIsReported() throws Exception {
        var server = network.server();
        var monitor = new Monitored();
        var reader =
                hub.spawn(
                        "the reader",
                        () -> {
                            try (var socket = connect(server)) {
                                synchronized (monitor) {
                                    var in = socket.getInputStream();
                                    return "" + (char) in.read() + (char) in.read();
                                }
                            }
                        });

        start();
        var peer = server.accepts();
        background.await("the first wait is reported", () -> warnings.size() == 1);
        peer.says("1");
        background.await("the second wait is reported", () -> warnings.size() == 2);
        peer.says("2");

        assertThat(reader.value()).isEqualTo("12");
        assertThat(warnings).as("the warnings").hasSize(2);
    }

    @Test
    void whoWritesOrConnectsInsideAMonitorIsReportedToo() throws Exception {
        var server = network.server();
        var unresponsive = unresponsive();
        var monitor = new Monitored();
        var bytes = bytes(8_000_000);
        var writer =
                hub.spawn(
                        "the writer",
                        () -> {
                            try (var socket = connect(server)) {
                                synchronized (monitor) {
                                    socket.getOutputStream().write(bytes);
                                }
                                warnings.clear();
                            }
                            try (var socket = new Socket()) {
                                synchronized (monitor) {
                                    socket.connect(unresponsive, 50);
                                }
                            }
                            return "connected";
                        });

        start();
        var peer = server.accepts();
        background.await(
                "a wait inside synchronized, to write, is reported before it is over",
                () -> isWarnedOf(Monitored.class.getName()) || writer.hasEnded());
        hears(peer, bytes);

        assertThat(writer.thrown()).isInstanceOf(SocketTimeoutException.class);
        assertThat(warnings)
                .as("what was reported of a wait inside synchronized, to connect")
                .anyMatch(warning ->
                        warning.contains("the writer")
                                && warning.contains(Monitored.class.getName()));
    }

    @Test
    void whoNeedNotWaitInsideAMonitorIsNotReported() throws Exception {
        var server = network.server();
        var monitor = new Monitored();
        var reader =
                hub.spawn(
                        "the reader",
                        () -> {
                            try (var socket = connect(server)) {
                                hub.sleepUntil(() -> available(socket) == 5);
                                synchronized (monitor) {
                                    return new String(socket.getInputStream().readNBytes(5));
                                }
                            }
                        });

        start();
        server.accepts().says("hello");

        assertThat(reader.value()).isEqualTo("hello");
        assertThat(warnings).as("the warnings, of one who had nothing to wait for").isEmpty();
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

    @ParameterizedTest(name = "its name is known: {0}")
    @ValueSource(booleans = {true, false})
    void aLookupInsideAMonitorIsReportedBeforeItWaits(boolean isNamed) throws Exception {
        var monitor = new Monitored();
        var answered = new CountDownLatch(1);
        var address = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (isNamed ? 79 : 80)});
        names(
                host -> {
                    answered.await();
                    return address;
                },
                bytes -> {
                    answered.await();
                    return "monitored.course.example";
                });
        var asks =
                hub.spawn(
                        "the one who asks",
                        () -> {
                            synchronized (monitor) {
                                return isNamed
                                        ? InetAddress.getByName("waits.course.example")
                                                .getHostAddress()
                                        : address.getHostName();
                            }
                        });

        start();
        try {
            background.await(
                    "a lookup inside synchronized is reported before it is over",
                    () -> isWarnedOf(Monitored.class.getName()));
        } finally {
            answered.countDown();
        }

        assertThat(asks.value())
                .as("the answer")
                .isEqualTo(isNamed ? "127.0.0.79" : "monitored.course.example");
        assertThat(warnings.getFirst())
                .as("the warning, which names who waits, and what pins it")
                .contains("the one who asks")
                .contains(Monitored.class.getName());
    }

    /** What a green thread does in a socket. */
    enum Use {
        READ {
            @Override
            void of(Socket socket, InetSocketAddress unresponsive) throws IOException {
                socket.getInputStream().read();
            }
        },
        WRITE {
            @Override
            void of(Socket socket, InetSocketAddress unresponsive) throws IOException {
                socket.getOutputStream().write(bytes(8_000_000));
            }
        },
        CONNECT {
            @Override
            void of(Socket socket, InetSocketAddress unresponsive) throws IOException {
                socket.connect(unresponsive);
            }
        };

        /** Waits there, for ever. */
        abstract void of(Socket socket, InetSocketAddress unresponsive) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aCloseWakesWhoWaitsInsideAMonitor(Use use) throws Exception {
        var server = network.server();
        var unresponsive = unresponsive();
        var monitor = new Monitored();
        var socket = new AtomicSocket();
        var waiting =
                hub.spawn(
                        "who waits inside synchronized to " + use,
                        () -> {
                            socket.set(use == Use.CONNECT ? new Socket() : connect(server));
                            synchronized (monitor) {
                                use.of(socket.get(), unresponsive);
                            }
                            return "it did not wait";
                        });

        start();
        if (use != Use.CONNECT) {
            server.accepts();
        }
        background.await(
                "a wait inside synchronized is reported, and blocks the thread",
                () ->
                        waiting.hasEnded()
                                || isWarnedOf(Monitored.class.getName())
                                        && waitsForASocket(waiting.thread()));
        socket.get().close();

        waiting.throwing(SocketException.class);
    }

    @Test
    void aReadInsideAMonitorTimesOutAsEver() throws Exception {
        var server = network.server();
        var monitor = new Monitored();
        var reader =
                hub.spawn(
                        "the reader",
                        () -> {
                            try (var socket = connect(server)) {
                                socket.setSoTimeout(50);
                                synchronized (monitor) {
                                    return socket.getInputStream().read();
                                }
                            }
                        });

        start();
        server.accepts();

        reader.throwing(SocketTimeoutException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"READ", "WRITE"})
    void aSecondOneIsRefusedAndACloseStillWakesTheFirst(Use use) throws Exception {
        var server = network.server();
        var socket = new AtomicSocket();
        var first =
                hub.spawn(
                        "the first one, who waits to " + use,
                        () -> {
                            use.of(socket.set(connect(server)), null);
                            return "it did not wait";
                        });
        var second =
                hub.spawn(
                        "a second one, who would have to wait to " + use,
                        () -> {
                            hub.sleepUntil(socket::isSet);
                            hub.hub().sleep(Duration.ofMillis(5));
                            use.of(socket.get(), null);
                            return "it did not wait";
                        });

        start();
        server.accepts();

        second.throwing(IllegalStateException.class);
        assertThat(first.hasEnded())
                .as("the first one had ended when a second was refused")
                .isFalse();
        socket.get().close();
        first.throwing(SocketException.class);
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
}
