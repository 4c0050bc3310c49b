package course.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Connection;

import course.kit.Background;
import course.rabbitmq.LogExchange.Exchange;
import course.rabbitmq.LogExchange.Handler;
import course.rabbitmq.LogExchange.Subscription;
import course.rabbitmq.LogExchange.Type;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** What the parts of LogExchange's specification have in common. */
abstract class LogExchangeExamples {
    static final Exchange LOGS = new Exchange("logs", Type.FANOUT);
    static final Exchange DIRECT_LOGS = new Exchange("direct_logs", Type.DIRECT);
    static final Exchange TOPIC_LOGS = new Exchange("topic_logs", Type.TOPIC);

    /** More than the client holds for one channel; then it stops reading from the connection. */
    static final int BATCH = 500;

    final VirtualHost host;
    final LogExchange logs;
    final Background background;
    final Heard heard;
    final Heard heardToo;
    Connection publisher;
    Connection admin;

    LogExchangeExamples(VirtualHost host, LogExchange logs, Background background) {
        this.host = host;
        this.logs = logs;
        this.background = background;
        heard = new Heard(background);
        heardToo = new Heard(background);
    }

    static BuiltinExchangeType amqp(Type type) {
        return switch (type) {
            case FANOUT -> BuiltinExchangeType.FANOUT;
            case DIRECT -> BuiltinExchangeType.DIRECT;
            case TOPIC -> BuiltinExchangeType.TOPIC;
        };
    }

    static void hears(Heard heard, String why, List<String> messages) {
        try {
            heard.hears(messages);
        } catch (AssertionError e) {
            throw new AssertionError(why + "\n  " + e.getMessage(), e);
        }
    }

    /** Stands at the first message until it may go on. */
    final class SlowHandler implements Handler {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);
        private final Heard heard;

        SlowHandler(Heard heard) {
            this.heard = heard;
        }

        @Override
        public void on(String routingKey, String message) throws Exception {
            begun.countDown();
            mayGoOn.await();
            heard.accept(message);
        }

        void awaitBegun() {
            background.await("a message is handed over", () -> begun.getCount() == 0);
        }

        void goOn() {
            mayGoOn.countDown();
        }
    }

    static Handler to(Heard heard) {
        return (_, message) -> heard.accept(message);
    }

    Subscription subscribe(Exchange exchange, Heard heard, String... bindingKeys) throws Exception {
        return subscribe(host.connect(), exchange, to(heard), bindingKeys);
    }

    Subscription subscribe(
            Connection connection, Exchange exchange, Handler handler, String... bindingKeys) {
        return Reasons.telling(
                "subscribe",
                () -> logs.subscribe(connection, exchange, List.of(bindingKeys), handler));
    }

    void publish(Exchange exchange, String routingKey, String message) throws Exception {
        if (publisher == null) {
            publisher = host.connect();
        }
        publish(publisher, exchange, routingKey, message);
    }

    void publish(Connection connection, Exchange exchange, String routingKey, String message) {
        Reasons.telling(
                "publish",
                () -> {
                    logs.publish(connection, exchange, routingKey, message);
                    return null;
                });
    }

    /** Another program's messages. */
    void publishRaw(Exchange exchange, List<String> texts) throws Exception {
        var channel = admin().createChannel();
        channel.confirmSelect();
        for (var text : texts) {
            channel.basicPublish(exchange.name(), "", null, text.getBytes(StandardCharsets.UTF_8));
        }
        channel.waitForConfirmsOrDie();
        channel.close();
    }

    Connection admin() throws Exception {
        if (admin == null) {
            admin = host.connect();
        }
        return admin;
    }

    /** Whether a message with that key goes into any queue at all. */
    boolean isForSomebody(Exchange exchange, String routingKey) throws Exception {
        var returned = new CopyOnWriteArrayList<String>();
        try (var channel = admin().createChannel()) {
            channel.addReturnListener(message -> returned.add(message.getRoutingKey()));
            channel.confirmSelect();
            channel.basicPublish(exchange.name(), routingKey, true, null, new byte[0]);
            return channel.waitForConfirms() && returned.isEmpty();
        }
    }

    /** What another connection sees of a queue. */
    enum State {
        GONE,
        EXCLUSIVE,
        OPEN_TO_ALL
    }

    State state(String queue) throws Exception {
        try (var channel = admin().createChannel()) {
            channel.queueDeclarePassive(queue);
            return State.OPEN_TO_ALL;
        } catch (IOException e) {
            var told = String.join("; ", Reasons.of(e));
            return told.contains("reply-code=" + AMQP.NOT_FOUND) ? State.GONE : State.EXCLUSIVE;
        }
    }

    void awaitGone(String queue, String since) {
        background.await(
                "the queue is gone, since %s (an exclusive one lasts as long as its connection, an"
                                .formatted(since)
                        + " auto-delete one as long as its consumer, others for ever)",
                () -> Reasons.telling("looking", () -> state(queue)) == State.GONE);
    }
}
