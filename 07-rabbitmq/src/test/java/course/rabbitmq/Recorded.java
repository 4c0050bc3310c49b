package course.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** A connection on which it is written down what its channels tell the broker. */
final class Recorded {
    private final List<Said> said = new CopyOnWriteArrayList<>();
    private final List<String> queues = new CopyOnWriteArrayList<>();
    private final Connection connection;

    /** A channel's method, by its name, with its arguments. */
    record Said(String method, List<Object> arguments) {
        Said(String method, Object[] arguments) {
            this(method, arguments == null ? List.of() : java.util.Arrays.asList(arguments));
        }
    }

    Recorded(Connection connection) {
        this.connection = recording(Connection.class, connection);
    }

    Connection connection() {
        return connection;
    }

    /** The names of the queues that were declared. */
    List<String> queues() {
        return List.copyOf(queues);
    }

    /** Those of these names, in their order. */
    List<String> said(String... methods) {
        var names = List.of(methods);
        return said.stream().map(Said::method).filter(names::contains).toList();
    }

    /** Whether some consumer asked for messages that count as delivered when they are sent. */
    boolean takesWithoutAcks() {
        return said.stream()
                .filter(one ->
                        one.method().equals("basicConsume") || one.method().equals("basicGet"))
                .anyMatch(one ->
                        one.arguments().size() > 1 && Boolean.TRUE.equals(one.arguments().get(1)));
    }

    /** The delivery tags that are acknowledged, out of so many. */
    SortedSet<Long> acknowledged(int deliveries) {
        var tags = new TreeSet<Long>();
        for (var one : said) {
            if (one.method().equals("basicAck") || one.method().equals("basicNack")) {
                var last = (long) one.arguments().get(0);
                var first = (boolean) one.arguments().get(1) ? 1 : last;
                for (var tag = first; tag <= Math.min(last, deliveries); tag++) {
                    tags.add(tag);
                }
            } else if (one.method().equals("basicReject")) {
                tags.add((long) one.arguments().get(0));
            }
        }
        return tags;
    }

    private <T> T recording(Class<T> type, T real) {
        InvocationHandler handler =
                (_, method, arguments) -> {
                    if (type == Channel.class) {
                        said.add(new Said(method.getName(), arguments));
                    }
                    try {
                        var result = method.invoke(real, arguments);
                        if (result instanceof AMQP.Queue.DeclareOk declared) {
                            queues.add(declared.getQueue());
                        }
                        return recorded(result);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                };
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object recorded(Object result) {
        return switch (result) {
            case Channel channel -> recording(Channel.class, channel);
            case Optional<?> optional -> optional.map(this::recorded);
            case null, default -> result;
        };
    }
}
