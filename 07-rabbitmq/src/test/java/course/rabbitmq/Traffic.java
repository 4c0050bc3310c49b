package course.rabbitmq;

import com.rabbitmq.client.AMQP.Basic;
import com.rabbitmq.client.AMQP.Queue;
import com.rabbitmq.client.Command;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.TrafficListener;

import course.kit.trace.Trace;
import course.picture.trace.Kind;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What an example's connections and the broker tell each other, for the example's trace. */
final class Traffic {
    private static final int SHOWN = 40;
    private static final int MOST_UNSETTLED = 100;

    private final Trace trace;
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<String, String> queues = new ConcurrentHashMap<>();

    Traffic(Trace trace) {
        this.trace = trace;
    }

    TrafficListener ofNextConnection() {
        return new Line("client " + connections.incrementAndGet());
    }

    /** A message was sent, as far as the spec has seen. */
    void sent(String message, String queue) {
        trace.add(Kind.PUBLISHED, "the sender", quoted(message), queue(queue));
    }

    /** A receiver was handed a message. */
    void received(String message, String queue) {
        trace.add(Kind.DELIVERED, queue(queue), quoted(message), "the receiver");
    }

    /** One that the broker has named is called by its number. */
    private String queue(String name) {
        return name.startsWith("amq.gen-") || name.startsWith("tmp_")
                ? queues.computeIfAbsent(name, _ -> "queue " + (queues.size() + 1))
                : "queue " + name;
    }

    /** What is said on one connection; the trace is all that it changes. */
    private final class Line implements TrafficListener {
        private final String name;
        private final Map<String, String> queuesOfConsumers = new HashMap<>();
        private final Map<Long, Delivery> unsettled =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Long, Delivery> eldest) {
                        return size() > MOST_UNSETTLED;
                    }
                };
        private String asked = "";
        private String declared = "";
        private String publishedTo = "the broker";

        private record Delivery(String queue, String message) {}

        Line(String name) {
            this.name = name;
        }

        @Override
        public synchronized void write(Command sent) {
            switch (sent.getMethod()) {
                case Basic.Publish publish -> published(publish, text(sent));
                case Basic.Consume consume -> asked = known(consume.getQueue());
                case Basic.Get get -> asked = known(get.getQueue());
                case Basic.Ack ack -> settled(Kind.ACKED, ack.getDeliveryTag(), ack.getMultiple());
                case Basic.Nack nack ->
                        settled(
                                nack.getRequeue() ? Kind.REQUEUED : Kind.REJECTED,
                                nack.getDeliveryTag(),
                                nack.getMultiple());
                case Basic.Reject reject ->
                        settled(
                                reject.getRequeue() ? Kind.REQUEUED : Kind.REJECTED,
                                reject.getDeliveryTag(),
                                false);
                case Queue.Bind bind ->
                        trace.add(
                                Kind.BOUND,
                                known(bind.getQueue()),
                                bind.getRoutingKey(),
                                exchange(bind.getExchange()));
                case Basic.Qos qos -> note("takes at most %s at once", qos.getPrefetchCount());
                case com.rabbitmq.client.AMQP.Confirm.Select _ -> note("%s", "asks for confirms");
                default -> {}
            }
        }

        @Override
        public synchronized void read(Command received) {
            switch (received.getMethod()) {
                case Queue.DeclareOk ok -> declared = ok.getQueue();
                case Basic.ConsumeOk ok -> {
                    queuesOfConsumers.put(ok.getConsumerTag(), asked);
                    note("consumes from %s", asked);
                }
                case Basic.Deliver deliver ->
                        delivered(
                                deliver.getDeliveryTag(),
                                queuesOfConsumers.getOrDefault(deliver.getConsumerTag(), asked),
                                exchange(deliver.getExchange()),
                                text(received) + (deliver.getRedelivered() ? " again" : ""));
                case Basic.GetOk got ->
                        delivered(
                                got.getDeliveryTag(),
                                asked,
                                exchange(got.getExchange()),
                                text(received) + (got.getRedelivered() ? " again" : ""));
                case Basic.Ack ack ->
                        trace.add(Kind.CONFIRMED, publishedTo, "no. " + ack.getDeliveryTag(), name);
                case Basic.Nack nack ->
                        trace.add(Kind.REJECTED, publishedTo, "no. " + nack.getDeliveryTag(), name);
                case Basic.Return _ -> trace.add(Kind.RETURNED, publishedTo, text(received), name);
                case Method closed when closed.protocolMethodName().endsWith(".close") ->
                        note("is closed: %s", closed);
                default -> {}
            }
        }

        /** No name is that of the queue that was declared last. */
        private String known(String queue) {
            return queue(queue.isEmpty() ? declared : queue);
        }

        private void published(Basic.Publish publish, String message) {
            var key = publish.getRoutingKey();
            var toQueue = publish.getExchange().isEmpty();
            publishedTo = toQueue ? queue(key) : exchange(publish.getExchange());
            var text = toQueue || key.isEmpty() ? message : message + " for " + key;
            trace.add(Kind.PUBLISHED, name, text, publishedTo);
        }

        private void delivered(long tag, String queue, String exchange, String message) {
            if (!exchange.isEmpty()) {
                trace.add(Kind.ROUTED, exchange, message, queue);
            }
            trace.add(Kind.DELIVERED, queue, message, name);
            unsettled.put(tag, new Delivery(queue, message));
        }

        private void settled(Kind kind, long last, boolean multiple) {
            for (var tag = multiple ? 1 : last; tag <= last && !unsettled.isEmpty(); tag++) {
                var delivery = unsettled.remove(tag);
                if (delivery != null) {
                    trace.add(kind, name, delivery.message, delivery.queue);
                }
            }
        }

        private void note(String pattern, Object what) {
            trace.add(Kind.NOTED, name, pattern.formatted(what));
        }

        private static String exchange(String name) {
            return name.isEmpty() ? "" : "exchange " + name;
        }

        private static String text(Command command) {
            return quoted(new String(command.getContentBody(), StandardCharsets.UTF_8));
        }
    }

    static String quoted(String text) {
        return text.length() <= SHOWN
                ? "\"%s\"".formatted(text)
                : "\"%s…\" (%s characters)".formatted(text.substring(0, SHOWN), text.length());
    }
}
