package course.select;

import course.kit.net.Network;
import course.kit.net.Peer;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * A TCP connection over the loopback interface.
 *
 * @param channel the server's end of it, in non-blocking mode
 */
public record Connection(Peer client, SocketChannel channel) {

    public static Connection over(Network network) throws IOException {
        var server = network.server();
        var client = network.client(server.address());
        return new Connection(client, server.accepts().channel());
    }
}
