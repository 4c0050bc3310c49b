package course.cli.grade.queue;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;

import course.cli.words.Words;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A channel to the broker that confirms what is published; made anew when it is lost. */
final class BrokerLink implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_CONFIRM = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration NEXT_ATTEMPT = Duration.ofMillis(200);
    private static final int HEARTBEAT_SECONDS = 10;
    private static final int PERSISTENT = 2;

    private final ConnectionFactory factory = new ConnectionFactory();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Connection connection;
    private Channel channel;

    /**
     * @throws IOException if it is no URI of a broker
     */
    BrokerLink(String uri) throws IOException {
        try {
            var parsed = new URI(uri);
            if (parsed.getScheme() == null || parsed.getHost() == null) {
                throw new URISyntaxException("", "it names no host");
            }
            factory.setUri(parsed);
        } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException wrong) {
            throw new IOException(Words.text("grade.queue.uri")); // its text has the password
        }
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout((int) TO_CONNECT.toMillis());
        factory.setHandshakeTimeout((int) TO_CONNECT.toMillis());
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    }

    /** Without user and password. */
    String address() {
        return factory.getHost() + ":" + factory.getPort();
    }

    /** Connects for the first time: what is not there now is told at once. */
    void connect() throws IOException {
        try {
            open();
        } catch (PossibleAuthenticationFailureException refused) {
            throw new IOException(Words.text("grade.queue.refused", address()), refused);
        } catch (IOException | TimeoutException none) {
            throw new IOException(Words.text("grade.queue.none", address()), none);
        }
    }

    /**
     * Connects again; a broker that restarts is waited for.
     *
     * @throws IOException if it does not come back, or this is closed
     */
    void connectAgain() throws IOException, InterruptedException {
        abort();
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!closed.await(NEXT_ATTEMPT.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                open();
                return;
            } catch (IOException | TimeoutException notYet) {
                abort();
                if (System.nanoTime() - giveUp > 0) {
                    throw new IOException(Words.text("grade.queue.gone", address()), notYet);
                }
            }
        }
        throw new IOException(Words.text("grade.queue.closed"));
    }

    private void open() throws IOException, TimeoutException {
        connection = factory.newConnection("course grade");
        channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("the broker lets nobody open a channel");
        }
        channel.confirmSelect();
    }

    Channel channel() {
        return channel;
    }

    /**
     * @return how many messages are in it
     * @throws Refused if this user may not, or there is another one of this name
     */
    int declare(String queue) throws IOException {
        try {
            return channel.queueDeclare(queue, true, false, false, null).getMessageCount();
        } catch (IOException e) {
            if (connection.isOpen()) {
                throw new Refused(Words.text("grade.queue.declare", address(), queue), e);
            }
            throw e;
        }
    }

    /** Trying again would not help. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        private Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Looks on a channel of its own, since the question closes it where the answer is no. */
    boolean exists(String queue) throws IOException {
        try (var asking = connection.createChannel()) {
            asking.queueDeclarePassive(queue);
            return true;
        } catch (IOException | TimeoutException | ShutdownSignalException no) {
            if (connection.isOpen()) {
                return false;
            }
            throw no instanceof IOException lost ? lost : new IOException(no);
        }
    }

    void publish(String queue, BasicProperties properties, byte[] body) throws IOException {
        channel.basicPublish("", queue, properties, body);
    }

    static BasicProperties.Builder persistent() {
        return new BasicProperties.Builder().deliveryMode(PERSISTENT);
    }

    /**
     * Returns when the broker has all that was published.
     *
     * @throws IOException if it may not have it
     */
    void confirm() throws IOException, InterruptedException {
        try {
            if (!channel.waitForConfirms(TO_CONFIRM.toMillis())) {
                throw new IOException("the broker at %s refused a message".formatted(address()));
            }
        } catch (TimeoutException silent) {
            throw new IOException("the broker at %s is silent".formatted(address()), silent);
        }
    }

    private void abort() {
        if (connection != null) {
            connection.abort((int) TO_CONNECT.toMillis());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        abort();
    }
}
