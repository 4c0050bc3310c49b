package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import course.gevent.system.Names;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.kit.net.RawServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the parts of MonkeyPatch's specification have in common. */
abstract class MonkeyPatchExamples {
    static final int PIECE = 256 * 1024;
    static final List<String> warnings = new CopyOnWriteArrayList<>();
    static MonkeyPatch installed;
    final Candidate<MonkeyPatch> patches;
    final HubThread hub;
    final Candidate<Hub> hubs;
    final Candidate<Cancellation> cancellations;
    final Greenlets greenlets;
    final Network network;
    final Background background;
    MonkeyPatch patch;

    MonkeyPatchExamples(
            Candidate<MonkeyPatch> patches,
            Candidate<Hub> hubs,
            Candidate<Cancellation> cancellations,
            Greenlets greenlets,
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

    static Consumer<String> warningsOfAll() {
        return warnings::add;
    }

    @AfterEach
    void askTheSystemForNames() {
        Names.askInsteadOfTheSystem(null);
    }

    Background.Task start() {
        return hub.start(patch);
    }

    <T> Errand<T> onAThread(Callable<T> code) {
        var errand = new Errand<>("the thread", code, background);
        background.start("the thread", errand::run);
        background.await("the thread starts", errand::hasStarted);
        return errand;
    }

    <T> Errand<T> onAVirtualThread(Callable<T> code) {
        var errand = new Errand<>("the virtual thread", code, background);
        Thread.ofVirtual().start(errand::run);
        background.await("the virtual thread starts", errand::hasStarted);
        return errand;
    }

    List<RawServer> threeHosts() throws IOException {
        var servers = new ArrayList<RawServer>();
        for (var last = 1; last <= 3; last++) {
            servers.add(network.server(InetAddress.getByName("127.0.0." + last)));
        }
        return servers;
    }

    /** An address where nobody listens. */
    InetSocketAddress nobody() throws IOException {
        var server = network.server();
        var address = server.address();
        server.closes();
        return address;
    }

    /** The address of a host that does not answer: its queue of new connections is full. */
    InetSocketAddress unresponsive() throws IOException {
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

    static void names(Answer answer) {
        names(
                answer,
                address -> {
                    throw new UnknownHostException();
                });
    }

    static void names(Answer answer, Name name) {
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
                        try {
                            return name.of(address);
                        } catch (InterruptedException e) {
                            throw new UnknownHostException("interrupted");
                        }
                    }
                });
    }

    interface Answer {
        InetAddress to(String host) throws UnknownHostException, InterruptedException;
    }

    interface Name {
        String of(byte[] address) throws UnknownHostException, InterruptedException;
    }

    static String url(RawServer server) throws IOException {
        var address = server.address();
        return "http://%s:%s/".formatted(address.getAddress().getHostAddress(), address.getPort());
    }

    static HttpURLConnection open(String url) throws IOException {
        return (HttpURLConnection) URI.create(url).toURL().openConnection();
    }

    static String get(String url) throws IOException {
        try (var in = open(url).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void answer(Peer peer, String page) throws IOException {
        answer(peer, page, "close");
    }

    static void answer(Peer peer, String page, String connection) throws IOException {
        peer.says(
                "HTTP/1.1 200 OK\r\nContent-Length: %s\r\nConnection: %s\r\n\r\n%s"
                        .formatted(page.length(), connection, page));
    }

    /** In pieces, since each is compared from its first byte on. */
    static void hears(Peer peer, byte[] bytes) throws IOException {
        for (var from = 0; from < bytes.length; from += PIECE) {
            peer.hears(Arrays.copyOfRange(bytes, from, Math.min(from + PIECE, bytes.length)));
        }
    }

    static Socket connect(RawServer server) throws IOException {
        return connect(server.address());
    }

    static Socket connect(InetSocketAddress address) throws IOException {
        return new Socket(address.getAddress(), address.getPort());
    }

    static String read(RawServer server, int count) throws IOException {
        try (var socket = connect(server)) {
            return new String(socket.getInputStream().readNBytes(count));
        }
    }

    static int available(Socket socket) {
        try {
            return socket.getInputStream().available();
        } catch (IOException e) {
            return -1;
        }
    }

    /** Whether it waits for the network, in whatever way. */
    static boolean waitsForASocket(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame ->
                        frame.isNativeMethod() && frame.getClassName().startsWith("sun.nio.ch."));
    }

    static byte[] bytes(int count) {
        var bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    /** A socket that one thread makes and another one uses. */
    static final class AtomicSocket {
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

    void readAPage() throws Exception {
        var server = network.server();
        var page = hub.spawn("the reader", () -> get(url(server)));

        start();
        answer(server.accepts(), "hello");

        assertThat(page.value()).isEqualTo("hello");
    }
}
