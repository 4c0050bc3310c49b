package course.kit.net;

import course.kit.Example;
import course.kit.Patience;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/** A server whose every word is the spec's, for a client under test. */
public final class RawServer {
    private final ServerSocketChannel listener;
    private final Example example;
    private int accepted;

    RawServer(ServerSocketChannel listener, Example example) {
        this.listener = listener;
        this.example = example;
    }

    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    /** Waits for the next connection: {@code connection 1} is the first one. */
    public Peer accepts() throws IOException {
        var name = "the server, on connection " + ++accepted + ",";
        var patience = Waiting.start(example);
        while (true) {
            var channel = listener.accept();
            if (channel != null) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                var peer = example.closesAtEnd(new Peer(name, "the client", channel, example));
                peer.accepted();
                return peer;
            }
            if (!patience.goesOn()) {
                throw new AssertionError(
                        "%s expected a client, but none connected within %s s"
                                .formatted(name, Patience.limit().toSeconds()));
            }
        }
    }

    /** Refuses all connections from now on. */
    public void closes() throws IOException {
        listener.close();
    }
}
