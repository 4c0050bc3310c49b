package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.Background;
import course.kit.Deadline;
import course.kit.WhenTheRestIsRight;
import course.rabbitmq.LogExchange.Exchange;
import course.rabbitmq.Relay.Answer;
import course.rabbitmq.Relay.Request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** What a publish does, and when it has failed. */
abstract class LogExchangePublishing extends LogExchangeExamples {
    LogExchangePublishing(VirtualHost host, LogExchange logs, Background background) {
        super(host, logs, background);
    }

    @Test
    void textIsPublishedAsUtf8() throws Exception {
        var channel = admin().createChannel();
        channel.exchangeDeclare(LOGS.name(), "fanout", true);
        var queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, LOGS.name(), "");

        publish(LOGS, "größe", "grüße, 世界");

        background.await(
                "the message is in another program's queue",
                () -> Reasons.telling("counting", () -> channel.messageCount(queue)) == 1);
        var response = channel.basicGet(queue, true);
        assertThat(response.getEnvelope().getRoutingKey()).as("its key").isEqualTo("größe");
        assertThat(new String(response.getBody(), StandardCharsets.UTF_8))
                .as("the message's body, read as UTF-8 by another program")
                .isEqualTo("grüße, 世界");
    }

    @Test
    void textIsHeardAsUtf8() throws Exception {
        try (var _ = subscribe(LOGS, heard, "")) {
            publishRaw(LOGS, List.of("grüße, 世界"));

            heard.hears("grüße, 世界");
        }
    }

    @Test
    void aMessageThatIsNackedIsAFailure() throws Exception {
        var connection = host.connect(host.relay().turnsAcksIntoNacks(), 2);

        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(
                            () -> logs.publish(connection, LOGS, "", "it burns"),
                            "publish, and the broker says that it has not taken the message (a"
                                    + " nack: waitForConfirms returns false)")
                    .isInstanceOf(IOException.class);
        }
        assertThat(connection.openChannel())
                .as(
                        "a channel: the connection may have 2, and each publish that fails closes"
                                + " its own")
                .isPresent();
    }

    @Test
    @WhenTheRestIsRight
    @Deadline(seconds = 20)
    void aMessageThatIsNeverConfirmedIsAFailureInTime() throws Exception {
        var connection = host.connect(host.relay().fallsSilentAt(Answer.ACK));

        Silence.endsInTime(
                "publish",
                LogExchange.LONGEST_PUBLISH,
                background,
                () ->
                        assertThatThrownBy(
                                        () -> logs.publish(connection, LOGS, "", "it burns"),
                                        "publish, and the broker falls silent: it does not say that"
                                                + " it has the message, and answers to nothing that"
                                                + " comes after it")
                                .isInstanceOf(TimeoutException.class));
        var another = host.connect(1);
        publish(another, LOGS, "", "still here");
        Closing.awaitChannel(
                background,
                another,
                "a publish that has returned (the broker of another connection is still silent)");
    }

    @Test
    void eachPublishDeclaresTheExchange() throws Exception {
        var connection = host.connect();
        publish(connection, LOGS, "", "into the void");
        admin().createChannel().exchangeDelete(LOGS.name());

        publish(connection, LOGS, "", "into the void");

        assertIsDeclared(LOGS, "a publish, when it had been deleted after the one before");
    }

    /** As it does with all of them when it is stopped in good order. */
    @Test
    void aConnectionThatTheBrokerClosesIsToldInItsWords() throws Exception {
        var relay = host.relay().loses(Answer.ACK);
        var connection = host.connect(relay);
        var publishing =
                background.start(
                        "publish, whose connection the broker closes while it waits",
                        () ->
                                assertThatThrownBy(
                                                () ->
                                                        logs.publish(
                                                                connection, LOGS, "", "it burns"),
                                                "publish, whose connection the broker closes while"
                                                        + " it waits for its confirm")
                                        .isInstanceOf(IOException.class)
                                        .hasMessageContaining("CONNECTION_FORCED"));
        background.await("a message is published", () -> relay.heard(Request.PUBLISH) == 1);

        relay.closesConnections();

        publishing.awaitEnd();
    }

    @Test
    void whoPublishesDeclaresTheExchangeToo() throws Exception {
        for (var exchange : List.of(LOGS, DIRECT_LOGS, TOPIC_LOGS)) {
            publish(exchange, "error", "into the void");

            assertIsDeclared(exchange, "publish");
        }
    }

    @Test
    void whoSubscribesDeclaresTheExchangeToo() throws Exception {
        for (var exchange : List.of(LOGS, DIRECT_LOGS, TOPIC_LOGS)) {
            try (var _ = subscribe(exchange, heard, "error")) {
                assertIsDeclared(exchange, "subscribe");
            }
            assertIsDeclared(exchange, "subscribe and close");
        }
    }

    private void assertIsDeclared(Exchange exchange, String by) {
        Reasons.telling(
                "another program's declaration of the exchange, %s, durable, not deleted by itself,"
                                .formatted(exchange.type())
                        + " after %s,".formatted(by),
                () -> {
                    try (var channel = admin().createChannel()) {
                        channel.exchangeDeclarePassive(exchange.name());
                        return channel.exchangeDeclare(
                                exchange.name(), amqp(exchange.type()), true);
                    }
                });
    }

    @Test
    void aBrokerThatDoesNotAnswerAtAllIsAFailure() throws Exception {
        var relay = host.relay();
        var connection = host.connect(relay, Silence.SHORT);
        relay.fallsSilent();

        Silence.ends("publish", () -> logs.publish(connection, LOGS, "", "it burns"));
        Silence.ends("subscribe", () -> logs.subscribe(connection, LOGS, List.of(""), to(heard)));
    }

    /** By an interrupt that comes while it waits, and by one that was there before. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoIsInterruptedWhileItPublishesDoesNotWait(boolean already) throws Exception {
        var connection = host.connect(host.relay().loses(Answer.ACK), 1);

        Silence.isInterrupted(
                background,
                "publish",
                already,
                () -> logs.publish(connection, LOGS, "", "it burns"));

        Closing.awaitChannel(background, connection, "a publish that was interrupted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "grüße, 世界 🌍", "line one\nline two\r\n\tand \u0000"})
    void anyTextIsPublishedAndHeard(String text) throws Exception {
        try (var _ = subscribe(LOGS, heard, "")) {
            publish(LOGS, "größe", text);
            publishRaw(LOGS, List.of(text));

            heard.hears(text, text);
        }
    }
}
