package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;

import course.rabbitmq.HelloQueue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A right answer, written in another way than the reference: with callbacks, and a message of its
 * own that tells it when the last one has come. The mistakes are made from it.
 */
class PlainHelloQueue implements HelloQueue {

    @Override
    public void send(URI broker, String message) throws IOException, TimeoutException {
        var connection = connect(broker);
        try {
            var channel = connection.createChannel();
            declareToSend(channel);
            channel.basicPublish("", QUEUE, null, encode(message));
        } finally {
            afterSending(connection);
        }
    }

    @Override
    public Subscription receive(URI broker, Consumer<String> onMessage)
            throws IOException, TimeoutException {
        var connection = connect(broker);
        try {
            var channel = connection.createChannel();
            declareToReceive(channel);
            DeliverCallback callback =
                    (tag, delivery) -> hand(decode(delivery.getBody()), onMessage);
            var tag = channel.basicConsume(QUEUE, true, callback, cancelled -> {});
            return () -> stop(connection, channel, tag);
        } catch (IOException e) {
            connection.abort();
            throw e;
        }
    }

    Connection connect(URI broker) throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        try {
            factory.setUri(broker);
        } catch (Exception e) {
            throw new IOException(e);
        }
        return factory.newConnection();
    }

    void declareToSend(Channel channel) throws IOException {
        declare(channel);
    }

    void declareToReceive(Channel channel) throws IOException {
        declare(channel);
    }

    void declare(Channel channel) throws IOException {
        channel.queueDeclare(QUEUE, true, false, false, Map.of());
    }

    byte[] encode(String message) throws IOException {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    String decode(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    void hand(String message, Consumer<String> onMessage) {
        try {
            onMessage.accept(message);
        } catch (RuntimeException e) {
            // the next one
        }
    }

    void afterSending(Connection connection) throws IOException {
        connection.close();
    }

    void stop(Connection connection, Channel channel, String tag) throws IOException {
        if (connection.isOpen()) {
            cancel(channel, tag);
            awaitLastDelivery(channel);
            connection.close();
        }
    }

    void cancel(Channel channel, String tag) throws IOException {
        try {
            channel.basicCancel(tag);
        } catch (IOException unknown) {
            // the broker has cancelled it already
        }
    }

    /** Deliveries are handed over in order, so the answer to one's own message is the last. */
    private static void awaitLastDelivery(Channel channel) throws IOException {
        var own = channel.queueDeclare().getQueue();
        var last = new CountDownLatch(1);
        channel.basicConsume(own, true, (tag, delivery) -> last.countDown(), tag -> {});
        channel.basicPublish("", own, null, new byte[0]);
        try {
            last.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
