package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;

import course.rabbitmq.LogExchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A right answer, written in another way than the reference: with callbacks, a queue that is
 * deleted by name, and patterns that are matched like file names. The mistakes are made from it.
 */
class PlainLogExchange implements LogExchange {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    @Override
    public boolean matches(Type type, String bindingKey, String routingKey) {
        return switch (type) {
            case FANOUT -> true;
            case DIRECT -> routingKey.equals(bindingKey);
            case TOPIC -> matches(words(bindingKey), words(routingKey));
        };
    }

    String[] words(String key) {
        return key.isEmpty() ? new String[0] : key.split("\\.", -1);
    }

    /** Goes back to the last {@code #} alone: what the earlier ones have taken is no matter. */
    boolean matches(String[] pattern, String[] words) {
        var at = 0;
        var hash = -1;
        var resume = 0;
        for (var word = 0; word < words.length; ) {
            if (at < pattern.length && pattern[at].equals("#")) {
                hash = at++;
                resume = word;
            } else if (at < pattern.length && isFor(pattern[at], words[word])) {
                at++;
                word++;
            } else if (hash >= 0) {
                at = hash + 1;
                word = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length && pattern[at].equals("#")) {
            at++;
        }
        return at == pattern.length;
    }

    boolean isFor(String part, String word) {
        return part.equals("*") || part.equals(word);
    }

    Channel open(Connection connection) throws IOException {
        return connection.createChannel();
    }

    @Override
    public void publish(Connection connection, Exchange exchange, String routingKey, String message)
            throws IOException, TimeoutException {
        check(routingKey);
        var channel = open(connection);
        try {
            declareToPublish(channel, exchange);
            channel.confirmSelect();
            send(channel, exchange, routingKey, message.getBytes(StandardCharsets.UTF_8));
            awaitConfirm(channel);
        } catch (IOException e) {
            throw refused(e);
        } catch (ShutdownSignalException e) {
            throw refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            close(channel);
        }
    }

    void send(Channel channel, Exchange exchange, String routingKey, byte[] body)
            throws IOException {
        channel.basicPublish(exchange.name(), routingKey, null, body);
    }

    void awaitConfirm(Channel channel) throws IOException, InterruptedException, TimeoutException {
        if (!channel.waitForConfirms(LONGEST_PUBLISH.toMillis())) {
            throw new IOException("the broker has not taken the message");
        }
    }

    @Override
    public Subscription subscribe(
            Connection connection, Exchange exchange, List<String> bindingKeys, Handler handler)
            throws IOException {
        check(bindingKeys);
        var channel = open(connection);
        try {
            declare(channel, exchange);
            limit(channel);
            var queue = bindQueue(channel, exchange, bindingKeys);
            var busy = new ReentrantLock();
            DeliverCallback callback =
                    (_, delivery) -> {
                        busy.lock();
                        try {
                            handle(channel, delivery, handler);
                        } finally {
                            busy.unlock();
                        }
                    };
            var tag = consume(channel, queue, callback);
            return subscription(queue, () -> stop(channel, queue, tag, busy));
        } catch (IOException e) {
            close(channel);
            throw refused(e);
        }
    }

    String consume(Channel channel, String queue, DeliverCallback callback) throws IOException {
        try {
            return channel.basicConsume(queue, autoAck(), callback, _ -> {});
        } catch (IOException e) {
            whenNotConsumed(channel.getConnection(), queue);
            throw e;
        }
    }

    void whenNotConsumed(Connection connection, String queue) throws IOException {
        deleteByAnother(connection, queue);
    }

    /** By another channel: the broker has closed the first one. */
    private void deleteByAnother(Connection connection, String queue) throws IOException {
        var channel = open(connection);
        channel.queueDelete(queue);
        close(channel);
    }

    void check(List<String> bindingKeys) {
        if (bindingKeys.isEmpty()) {
            throw new IllegalArgumentException("there must be a key");
        }
        bindingKeys.forEach(this::check);
    }

    void check(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > 255) {
            throw new IllegalArgumentException("too long: " + key);
        }
    }

    void declareToPublish(Channel channel, Exchange exchange) throws IOException {
        declare(channel, exchange);
    }

    void declare(Channel channel, Exchange exchange) throws IOException {
        channel.exchangeDeclare(
                exchange.name(),
                exchange.type().name().toLowerCase(Locale.ROOT),
                true,
                false,
                null);
    }

    void limit(Channel channel) throws IOException {
        channel.basicQos(1);
    }

    boolean autoAck() {
        return false;
    }

    String bindQueue(Channel channel, Exchange exchange, List<String> bindingKeys)
            throws IOException {
        var queue = declareQueue(channel);
        try {
            for (var key : bindingKeys) {
                channel.queueBind(queue, exchange.name(), key);
            }
        } catch (IOException e) {
            deleteByAnother(channel.getConnection(), queue);
            throw e;
        }
        return queue;
    }

    String declareQueue(Channel channel) throws IOException {
        return channel.queueDeclare("", false, true, false, null).getQueue();
    }

    void handle(Channel channel, Delivery delivery, Handler handler) throws IOException {
        try {
            handler.on(
                    delivery.getEnvelope().getRoutingKey(),
                    new String(delivery.getBody(), StandardCharsets.UTF_8));
        } catch (Throwable failure) {
            // it has had it
        }
        acknowledge(channel, delivery);
    }

    void acknowledge(Channel channel, Delivery delivery) throws IOException {
        try {
            channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
        } catch (ShutdownSignalException gone) {
            // so is the queue
        }
    }

    void cancel(Channel channel, String tag) throws IOException {
        try {
            channel.basicCancel(tag);
        } catch (IOException unknown) {
            // the broker has cancelled it already
        }
    }

    void stop(Channel channel, String queue, String tag, ReentrantLock busy) throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        cancel(channel, tag);
        busy.lock();
        try {
            delete(channel, queue);
            close(channel);
        } finally {
            busy.unlock();
        }
    }

    void delete(Channel channel, String queue) throws IOException {
        channel.queueDelete(queue);
    }

    /** A broker that is silent does not hear of it. */
    void close(Channel channel) {
        var closing =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                channel.abort();
                            } catch (IOException gone) {
                                // closed enough
                            }
                        });
        try {
            closing.join(LONGEST_CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    IOException refused(IOException e) {
        return new IOException("the broker refuses: " + e.getCause(), e);
    }

    IOException refused(ShutdownSignalException e) {
        return new IOException("the broker refuses: " + e, e);
    }

    interface Ending {
        void run() throws IOException;
    }

    static Subscription subscription(String queue, Ending ending) {
        return new Subscription() {
            @Override
            public String queue() {
                return queue;
            }

            @Override
            public void close() throws IOException {
                ending.run();
            }
        };
    }
}
