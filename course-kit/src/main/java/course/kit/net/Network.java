package course.kit.net;

import course.kit.Example;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The network of one example, on the loopback interface. Its peers write down all that they say and
 * hear, a failure shows it, and all that it opened is closed when the example ends.
 */
public final class Network {
    private static final int BACKLOG = 500;

    private final Example example;
    private int clients;

    public Network(Example example) {
        this.example = example;
    }

    /** A socket that listens on a free port, in non-blocking mode, for a server under test. */
    public ServerSocketChannel listener() throws IOException {
        return listener(InetAddress.getLoopbackAddress());
    }

    private ServerSocketChannel listener(InetAddress host) throws IOException {
        var listener = example.closesAtEnd(ServerSocketChannel.open());
        listener.bind(new InetSocketAddress(host, 0), BACKLOG);
        listener.configureBlocking(false);
        return listener;
    }

    /** A new client, connected: {@code client 1} is the first one of the example. */
    public Peer client(ServerSocketChannel listener) throws IOException {
        return client((InetSocketAddress) listener.getLocalAddress());
    }

    /** A new client, connected. */
    public Peer client(InetSocketAddress server) throws IOException {
        var name = "client " + ++clients;
        var channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var peer = example.closesAtEnd(new Peer(name, "the server", channel, example));
        peer.connect(server);
        return peer;
    }

    public List<Peer> clients(int count, ServerSocketChannel listener) throws IOException {
        var peers = new ArrayList<Peer>();
        for (var i = 0; i < count; i++) {
            peers.add(client(listener));
        }
        return peers;
    }

    /** A server for a client under test; the spec plays its part. */
    public RawServer server() throws IOException {
        return new RawServer(listener(), example);
    }

    /** A server on one of the addresses of the loopback interface, such as 127.0.0.2. */
    public RawServer server(InetAddress host) throws IOException {
        return new RawServer(listener(host), example);
    }

    /** A pipe, both ends in non-blocking mode. */
    public Pipe pipe() throws IOException {
        var pipe = Pipe.open();
        open(pipe.source()).configureBlocking(false);
        open(pipe.sink()).configureBlocking(false);
        return pipe;
    }

    /** Closes {@code channel} when the example ends. */
    public <C extends Channel> C open(C channel) {
        return example.closesAtEnd(channel);
    }
}
