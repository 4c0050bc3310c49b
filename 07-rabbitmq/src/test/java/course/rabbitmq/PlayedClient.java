package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;

import course.kit.Background;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sends requests for calls, and hears what is answered. */
final class PlayedClient {
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final List<String> expirations = new CopyOnWriteArrayList<>();
    private final Channel channel;
    private final String replyTo;
    private final Background background;

    record Answer(String correlationId, boolean failure, String text) {
        static Answer result(String correlationId, String text) {
            return new Answer(correlationId, false, text);
        }

        static Answer failure(String correlationId, String text) {
            return new Answer(correlationId, true, text);
        }

        private static Answer of(Delivery delivery) {
            var properties = delivery.getProperties();
            return new Answer(
                    properties.getCorrelationId(),
                    RpcOverQueue.FAILURE.equals(properties.getType()),
                    new String(delivery.getBody(), StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "%s \"%s\" to %s".formatted(failure ? "failure" : "result", text, correlationId);
        }
    }

    PlayedClient(Connection connection, Background background) throws IOException {
        this.background = background;
        channel = connection.createChannel();
        replyTo = channel.queueDeclare().getQueue();
        channel.basicConsume(
                replyTo,
                true,
                (_, delivery) -> {
                    var expiration = delivery.getProperties().getExpiration();
                    expirations.add(expiration == null ? "none" : expiration);
                    answers.add(Answer.of(delivery));
                },
                _ -> {});
    }

    void calls(String correlationId, String argument) throws IOException {
        sends(replyTo, correlationId, argument);
    }

    /** A request that has a type, which none needs. */
    void calls(String correlationId, String type, String argument) throws IOException {
        sends(new BasicProperties.Builder().type(type), replyTo, correlationId, argument);
    }

    /** A request that expires after so many milliseconds, as each one does. */
    void callsFor(String expiration, String correlationId, String argument) throws IOException {
        sends(
                new BasicProperties.Builder().expiration(expiration),
                replyTo,
                correlationId,
                argument);
    }

    /** Of the answers; an answer should have none. */
    List<String> expirations() {
        return expirations;
    }

    /** What can't be answered leaves out the reply queue, or the number, or both. */
    void sends(String replyTo, String correlationId, String argument) throws IOException {
        sends(new BasicProperties.Builder(), replyTo, correlationId, argument);
    }

    private void sends(
            BasicProperties.Builder properties,
            String replyTo,
            String correlationId,
            String argument)
            throws IOException {
        channel.basicPublish(
                "",
                RpcOverQueue.QUEUE,
                properties.replyTo(replyTo).correlationId(correlationId).build(),
                argument.getBytes(StandardCharsets.UTF_8));
    }

    String replyTo() {
        return replyTo;
    }

    /** Waits for these, and for no others before them. */
    void hears(Answer... expected) {
        try {
            background.await(
                    "the client gets %s answers".formatted(expected.length),
                    () -> answers.size() >= expected.length);
        } catch (AssertionError e) {
            throw new AssertionError(
                    "%s; expected %s, got %s".formatted(e.getMessage(), List.of(expected), answers),
                    e);
        }
        assertThat(answers).as("the answers").containsExactly(expected);
    }
}
