package course.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import course.kit.Background;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes requests for calls, and answers what and when the example says. */
final class PlayedServer {
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Channel channel;
    private final Background background;
    private int seen;

    record Request(String text, BasicProperties properties) {
        String replyTo() {
            return properties.getReplyTo();
        }

        String correlationId() {
            return properties.getCorrelationId();
        }
    }

    PlayedServer(Connection connection, Background background) throws IOException {
        this.background = background;
        channel = connection.createChannel();
        channel.queueDeclare(RpcOverQueue.QUEUE, true, false, false, null);
        channel.basicConsume(
                RpcOverQueue.QUEUE,
                true,
                (_, delivery) ->
                        requests.add(
                                new Request(
                                        new String(delivery.getBody(), StandardCharsets.UTF_8),
                                        delivery.getProperties())),
                _ -> {});
    }

    Request hears(String text) {
        var request = next(1).getFirst();
        if (!request.text().equals(text)) {
            throw new AssertionError(
                    "expected the request \"%s\"; heard \"%s\"".formatted(text, request.text()));
        }
        return request;
    }

    /** The next requests, when so many have come. */
    List<Request> next(int count) {
        try {
            background.await(
                    "a server gets %s requests".formatted(count),
                    () -> requests.size() >= seen + count);
        } catch (AssertionError e) {
            throw new AssertionError("%s; it has got %s".formatted(e.getMessage(), unseen()), e);
        }
        var next = List.copyOf(requests.subList(seen, seen + count));
        seen += count;
        return next;
    }

    private List<String> unseen() {
        var texts = new ArrayList<String>();
        requests.stream().skip(seen).forEach(request -> texts.add("\"" + request.text() + "\""));
        return texts;
    }

    void answers(Request request, String text) throws IOException {
        sends(request.replyTo(), request.correlationId(), null, text);
    }

    void fails(Request request, String text) throws IOException {
        sends(request.replyTo(), request.correlationId(), RpcOverQueue.FAILURE, text);
    }

    void sends(String replyTo, String correlationId, String type, String text) throws IOException {
        var properties =
                new BasicProperties.Builder().correlationId(correlationId).type(type).build();
        channel.basicPublish("", replyTo, properties, text.getBytes(StandardCharsets.UTF_8));
    }
}
