package course.rabbitmq.reference;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Envelope;

import course.rabbitmq.LogExchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeoutException;

public final class ReferenceLogExchange implements LogExchange {
    private static final int LONGEST_KEY = 255;
    private static final int HELD_BY_THE_CLIENT = 20;

    @Override
    public boolean matches(Type type, String bindingKey, String routingKey) {
        return switch (type) {
            case FANOUT -> true;
            case DIRECT -> bindingKey.equals(routingKey);
            case TOPIC -> matches(words(bindingKey), words(routingKey));
        };
    }

    private static List<String> words(String key) {
        return key.isEmpty() ? List.of() : List.of(key.split("\\.", -1));
    }

    private static boolean matches(List<String> pattern, List<String> words) {
        // matched[n]: the part of the pattern read so far matches the first n words
        var matched = new boolean[words.size() + 1];
        matched[0] = true;
        for (var part : pattern) {
            var next = new boolean[matched.length];
            for (var n = 0; n < matched.length; n++) {
                next[n] =
                        part.equals("#")
                                ? matched[n] || n > 0 && next[n - 1]
                                : n > 0
                                        && matched[n - 1]
                                        && (part.equals("*") || part.equals(words.get(n - 1)));
            }
            matched = next;
        }
        return matched[words.size()];
    }

    @Override
    public void publish(Connection connection, Exchange exchange, String routingKey, String message)
            throws IOException, TimeoutException {
        checkKey(routingKey);
        InTime.talk(
                LONGEST_PUBLISH,
                () -> {
                    try (var channel = OwnChannel.on(connection)) {
                        declare(channel, exchange);
                        channel.confirmSelect();
                        InTime.checkThatSomebodyWaits();
                        channel.basicPublish(
                                exchange.name(),
                                routingKey,
                                null,
                                message.getBytes(StandardCharsets.UTF_8));
                        if (!channel.waitForConfirms()) {
                            throw new IOException("the broker has not taken the message (nack)");
                        }
                    }
                });
    }

    @Override
    public Subscription subscribe(
            Connection connection, Exchange exchange, List<String> bindingKeys, Handler handler)
            throws IOException {
        if (bindingKeys.isEmpty()) {
            throw new IllegalArgumentException("no binding keys");
        }
        var keys = List.copyOf(bindingKeys);
        keys.forEach(ReferenceLogExchange::checkKey);
        return InTime.agree(
                LONGEST_PUBLISH,
                () -> begin(connection, exchange, keys, handler),
                listener -> undo(connection, listener.getChannel(), listener.queue()));
    }

    private static Listener begin(
            Connection connection, Exchange exchange, List<String> bindingKeys, Handler handler)
            throws IOException {
        var channel = OwnChannel.on(connection);
        String queue = null;
        try {
            declare(channel, exchange);
            queue = channel.queueDeclare().getQueue();
            for (var key : bindingKeys) {
                channel.queueBind(queue, exchange.name(), key);
            }
            channel.basicQos(HELD_BY_THE_CLIENT);
            var listener = new Listener(channel, queue, handler);
            listener.listen();
            return listener;
        } catch (IOException | RuntimeException e) {
            undo(connection, channel, queue);
            throw e;
        }
    }

    /** The client checks keys, too, but late: a queue is there by then. */
    private static void checkKey(String key) {
        var length = key.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "a key of %s bytes, more than %s: %s".formatted(length, LONGEST_KEY, key));
        }
    }

    private static void declare(Channel channel, Exchange exchange) throws IOException {
        var type = BuiltinExchangeType.valueOf(exchange.type().name());
        channel.exchangeDeclare(exchange.name(), type, true);
    }

    /** A queue that nobody has consumed does not go by itself, as long as its connection is. */
    private static void undo(Connection connection, Channel channel, String queue) {
        OwnChannel.abort(channel);
        if (queue == null) {
            return;
        }
        try (var another = OwnChannel.on(connection)) {
            another.queueDelete(queue);
        } catch (IOException | TimeoutException | RuntimeException gone) {
            // with its connection
        }
    }

    private static final class Listener extends DrainedConsumer implements Subscription {
        private final String queue;
        private final Handler handler;
        private String tag;

        Listener(Channel channel, String queue, Handler handler) {
            super(channel);
            this.queue = queue;
            this.handler = handler;
        }

        void listen() throws IOException {
            tag = getChannel().basicConsume(queue, false, this);
        }

        @Override
        public String queue() {
            return queue;
        }

        @Override
        public void handleDelivery(
                String tag, Envelope envelope, BasicProperties properties, byte[] body)
                throws IOException {
            try {
                handler.on(envelope.getRoutingKey(), new String(body, StandardCharsets.UTF_8));
            } catch (Throwable failure) {
                // passed on, it would close the channel
            }
            try {
                getChannel().basicAck(envelope.getDeliveryTag(), false);
            } catch (AlreadyClosedException connectionLost) {
                // and the queue with it
            }
        }

        @Override
        public void close() throws IOException, TimeoutException {
            end(tag);
        }

        /** The queue would go by itself, a moment later: what is published then may be nacked. */
        @Override
        void leave() throws IOException {
            getChannel().queueDelete(queue);
        }
    }
}
