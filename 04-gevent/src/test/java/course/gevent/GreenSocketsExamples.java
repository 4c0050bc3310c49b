package course.gevent;

import course.gevent.GreenStage.Deed;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.kit.net.Peer;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/** What the parts of GreenSockets's specification have in common. */
abstract class GreenSocketsExamples {
    /** More than fits on the way to a peer that does not read. */
    static final int MANY_BYTES = 12 * 1024 * 1024;

    static final int PIECE = 256 * 1024;
    static final int MOST = 1024;
    static final int PERIOD = 89;
    final GreenStage stage;
    final Network network;
    final Background background;

    GreenSocketsExamples(
            Candidate<GreenSockets> candidates,
            Candidate<Hub> hubs,
            Greenlets greenlets,
            Network network,
            Background background) {
        this.network = network;
        this.background = background;
        stage = new GreenStage(hubs, candidates, greenlets, background);
    }

    /** A client of the example's, and the green end of its connection. */
    record Connection(Peer client, GreenSocket socket) {}

    Connection connection() throws IOException {
        var listener = stage.listens();
        var client = network.client(listener.address());
        return new Connection(client, stage.accepts(listener));
    }

    GreenServerSocket echoes(Set<Thread> threads) {
        var listener = stage.listens();
        stage.does(
                "the server",
                () -> {
                    while (true) {
                        var connection = stage.closesAtEnd(listener.accept());
                        stage.does("a handler", () -> echo(connection, threads));
                    }
                });
        return listener;
    }

    static Void echo(GreenSocket connection, Set<Thread> threads) throws Exception {
        try (connection) {
            while (true) {
                threads.add(Thread.currentThread());
                var data = connection.receive(MOST);
                if (data.length == 0) {
                    return null;
                }
                connection.sendAll(data);
            }
        }
    }

    String asks(InetSocketAddress server, String message) throws Exception {
        try (var socket = stage.sockets().connect(server)) {
            sends(socket, message);
            return text(socket.receive(MOST));
        }
    }

    /** An address where nobody listens. */
    InetSocketAddress nobody() throws IOException {
        var server = network.server();
        var address = server.address();
        server.closes();
        return address;
    }

    /** Has no room for a client more, and does not answer. */
    static final class DeafServer implements AutoCloseable {
        private final ServerSocket listener =
                new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

        DeafServer(Network network) throws IOException {
            for (var i = 0; i < 4; i++) {
                var pending = network.open(SocketChannel.open());
                pending.configureBlocking(false);
                pending.connect(address());
            }
        }

        InetSocketAddress address() {
            return (InetSocketAddress) listener.getLocalSocketAddress();
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    static void takes(SocketChannel channel, int most) throws IOException {
        var buffer = ByteBuffer.allocate(PIECE);
        var left = most;
        for (var count = 1; count > 0 && left > 0; left -= count) {
            count = channel.read(buffer.clear());
        }
    }

    static Void times(GreenSocket socket, Duration timeout) {
        socket.setTimeout(timeout);
        return null;
    }

    Deed<String> reader(GreenSocket socket) {
        return stage.does("the reader", () -> text(socket.receive(MOST)));
    }

    Deed<Void> sender(GreenSocket socket, byte[] message) {
        return stage.does(
                "the sender",
                () -> {
                    socket.sendAll(message);
                    return null;
                });
    }

    static Void sends(GreenSocket socket, String text) throws Exception {
        socket.sendAll(text.getBytes(StandardCharsets.UTF_8));
        return null;
    }

    static Void closes(Closeable socket) throws IOException {
        socket.close();
        return null;
    }

    /** In pieces, since a failure shows each. */
    static void hears(Peer client, byte[] message) throws IOException {
        for (var from = 0; from < message.length; from += PIECE) {
            client.hears(Arrays.copyOfRange(message, from, Math.min(from + PIECE, message.length)));
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A period that no power of two divides, so that a piece left out shows. */
    static byte[] letters(int count) {
        var letters = new byte[count];
        for (var i = 0; i < Math.min(count, PERIOD); i++) {
            letters[i] = (byte) ('!' + i);
        }
        for (var done = PERIOD; done < count; done *= 2) {
            System.arraycopy(letters, 0, letters, done, Math.min(done, count - done));
        }
        return letters;
    }
}
