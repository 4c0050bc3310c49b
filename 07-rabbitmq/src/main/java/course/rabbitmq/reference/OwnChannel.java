package course.rabbitmq.reference;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import java.io.IOException;

/** A channel that one call opens on its caller's connection, and closes. */
final class OwnChannel {
    private OwnChannel() {}

    /** Where none is left, the client returns null. */
    static Channel on(Connection connection) throws IOException {
        var channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("no channel is left on this connection");
        }
        return channel;
    }

    static void abort(Channel channel) {
        try {
            channel.abort();
        } catch (IOException lost) {
            // closed enough
        }
    }

    /** Closes it in the background: the broker need not hear of it soon. */
    static void abandon(Channel channel) {
        Thread.ofVirtual().name("gives up a channel").start(() -> abort(channel));
    }
}
