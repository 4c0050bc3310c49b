package course.rabbitmq.demo;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import course.rabbitmq.ConfirmedPublisher.Channels;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Channels on a connection that is made again when it is lost: the broker may be away a while. */
final class Reconnecting implements Channels, AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ConnectionFactory factory = new ConnectionFactory();
    private Connection connection;

    Reconnecting(URI broker) throws URISyntaxException, GeneralSecurityException {
        factory.setUri(broker);
        factory.setAutomaticRecoveryEnabled(false);
    }

    @Override
    public synchronized Channel open() throws IOException, TimeoutException, InterruptedException {
        var until = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                if (connection == null || !connection.isOpen()) {
                    connection = factory.newConnection();
                }
                return connection.createChannel();
            } catch (IOException | TimeoutException | AlreadyClosedException away) {
                if (System.nanoTime() > until) {
                    throw away;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    @Override
    public synchronized void close() {
        connection.abort();
    }
}
