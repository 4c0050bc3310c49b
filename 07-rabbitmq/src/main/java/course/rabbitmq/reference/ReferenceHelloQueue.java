package course.rabbitmq.reference;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;

import course.rabbitmq.HelloQueue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

public final class ReferenceHelloQueue implements HelloQueue {
    private static final int LONGEST_WAIT = (int) DrainedConsumer.LONGEST_ANSWER.toMillis();

    @Override
    public void send(URI broker, String message) throws IOException, TimeoutException {
        var connection = connect(broker);
        try {
            var channel = connection.createChannel();
            declare(channel);
            channel.basicPublish("", QUEUE, null, message.getBytes(StandardCharsets.UTF_8));
            connection.close(LONGEST_WAIT);
        } catch (IOException | ShutdownSignalException e) {
            throw Refusal.told(e);
        } finally {
            connection.abort(LONGEST_WAIT);
        }
    }

    @Override
    public Subscription receive(URI broker, Consumer<String> onMessage)
            throws IOException, TimeoutException {
        var connection = connect(broker);
        try {
            var channel = connection.createChannel();
            declare(channel);
            var receiver = new Receiver(channel, onMessage);
            var tag = channel.basicConsume(QUEUE, true, receiver);
            return () -> receiver.disconnect(connection, tag);
        } catch (IOException e) {
            connection.abort(LONGEST_WAIT);
            throw Refusal.told(e);
        } catch (RuntimeException e) {
            connection.abort(LONGEST_WAIT);
            throw e;
        }
    }

    private static Connection connect(URI broker) throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        try {
            factory.setUri(broker);
        } catch (GeneralSecurityException e) {
            throw new IOException("no address of a broker", e);
        }
        factory.setConnectionTimeout(LONGEST_WAIT);
        factory.setHandshakeTimeout(LONGEST_WAIT);
        factory.setChannelRpcTimeout(LONGEST_WAIT);
        try {
            return factory.newConnection();
        } catch (IOException e) {
            throw Refusal.told(e);
        }
    }

    private static void declare(Channel channel) throws IOException {
        channel.queueDeclare(QUEUE, true, false, false, null);
    }

    private static final class Receiver extends DrainedConsumer {
        private final Consumer<String> onMessage;

        Receiver(Channel channel, Consumer<String> onMessage) {
            super(channel);
            this.onMessage = onMessage;
        }

        @Override
        public void handleDelivery(
                String tag, Envelope envelope, BasicProperties properties, byte[] body) {
            try {
                onMessage.accept(new String(body, StandardCharsets.UTF_8));
            } catch (RuntimeException lost) {
                // passed on, it would close the channel
            }
        }

        /** The connection that is made again, not the one of the channel, which would stay lost. */
        void disconnect(Connection connection, String tag) throws IOException {
            try {
                if (getChannel().isOpen()) {
                    stop(tag);
                }
                if (connection.isOpen()) {
                    connection.close(LONGEST_WAIT);
                }
            } catch (ShutdownSignalException | TimeoutException lost) {
                throw Refusal.told(lost);
            } finally {
                connection.abort(LONGEST_WAIT); // of one that is lost, the recovery
            }
        }
    }
}
