package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;

import course.broker.Credentials;
import course.broker.Grant;
import course.kit.Background;
import course.kit.Deadline;
import course.kit.WhenTheRestIsRight;
import course.rabbitmq.LogExchange.Exchange;
import course.rabbitmq.LogExchange.Type;
import course.rabbitmq.Relay.Answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What the broker, or the client, refuses. */
abstract class LogExchangeRefusals extends LogExchangeExamples {
    private static final String TOO_LONG = "x".repeat(256);

    LogExchangeRefusals(VirtualHost host, LogExchange logs, Background background) {
        super(host, logs, background);
    }

    @Test
    void anotherTypeIsRefusedInTheBrokersWords() throws Exception {
        var connection = host.connect();
        publish(connection, LOGS, "", "into the void");
        var otherType = new Exchange(LOGS.name(), Type.TOPIC);
        var words = refusal(otherType);

        assertThatThrownBy(
                        () -> logs.publish(connection, otherType, "kern", "it burns"),
                        "publish to a fanout exchange as if it were a topic exchange")
                .isInstanceOf(IOException.class)
                .hasMessageContaining(words);
        assertThatThrownBy(
                        () -> logs.subscribe(connection, otherType, List.of("#"), to(heard)),
                        "subscribe to a fanout exchange as if it were a topic exchange")
                .isInstanceOf(IOException.class)
                .hasMessageContaining(words);
    }

    @Test
    void whoMayNotPublishIsToldSo() throws Exception {
        var connection = host.connect(maria(new Grant(".*", "^$", ".*")));

        assertThatThrownBy(
                        () -> logs.publish(connection, LOGS, "", "it burns"),
                        "publish by one who may not write to the exchange (the broker closes the"
                                + " channel, and who waits for its confirm gets an unchecked"
                                + " exception)")
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("ACCESS_REFUSED", "exchange 'logs'");
    }

    @Test
    void whoMayNotConsumeLeavesNoQueue() throws Exception {
        var connection = host.connect(maria(new Grant(".*", ".*", "^topic_logs$")));

        assertThatThrownBy(
                        () -> logs.subscribe(connection, TOPIC_LOGS, List.of("kern.*"), to(heard)),
                        "subscribe by one who may not read from the queue")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ACCESS_REFUSED");

        assertThat(isForSomebody(TOPIC_LOGS, "kern.critical"))
                .as("a queue is bound, though subscribe failed")
                .isFalse();
    }

    /** The queue is there by then, and lasts as long as its connection if nobody deletes it. */
    @Test
    void whoMayNotBindLeavesNoQueue() throws Exception {
        publish(TOPIC_LOGS, "kern.info", "so that there is an exchange");
        var recorded = new Recorded(host.connect(maria(new Grant(".*", ".*", "^amq\\.gen"))));

        assertThatThrownBy(
                        () ->
                                logs.subscribe(
                                        recorded.connection(),
                                        TOPIC_LOGS,
                                        List.of("kern.*", "cron.*"),
                                        to(heard)),
                        "subscribe by one who may not read from the exchange, so not bind to it")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ACCESS_REFUSED");

        for (var queue : recorded.queues()) {
            awaitGone(queue, "its binding was refused, and subscribe has failed");
        }
    }

    /** No matter what is thrown. */
    @Test
    void aMissingKeyLeavesNothing() throws Exception {
        var recorded = new Recorded(host.connect(2));

        for (var i = 0; i < 3; i++) {
            var thrown =
                    catchThrowable(() ->
                            logs.subscribe(
                                    recorded.connection(),
                                    TOPIC_LOGS,
                                    Arrays.asList("kern.*", null, "cron.*"),
                                    to(heard)));
            if (thrown instanceof UnsupportedOperationException toDo) {
                throw toDo;
            }
            assertThat(thrown)
                    .as("what subscribe throws, one of whose binding keys is null")
                    .isInstanceOfAny(RuntimeException.class, IOException.class);
        }

        for (var queue : recorded.queues()) {
            awaitGone(queue, "a key was null, and subscribe has failed");
        }
        background.await(
                "a channel can be opened: the connection may have 2, and each subscribe that fails"
                        + " closes its own",
                () ->
                        Reasons.telling("openChannel", recorded.connection()::openChannel)
                                .isPresent());
    }

    @Test
    void aRefusalHarmsNobodyElse() throws Exception {
        var connection = host.connect();
        var otherType = new Exchange(LOGS.name(), Type.TOPIC);
        try (var _ = subscribe(connection, LOGS, to(heard), "")) {
            assertThatThrownBy(() -> logs.publish(connection, otherType, "kern", "it burns"))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(
                            () -> logs.subscribe(connection, otherType, List.of("#"), to(heardToo)))
                    .isInstanceOf(IOException.class);

            assertThat(connection.isOpen()).as("the caller's connection is open").isTrue();
            publish(connection, LOGS, "", "still here");
            heard.hears("still here");
        }
    }

    @Test
    void noKeysAreRefused() throws Exception {
        var connection = host.connect();

        for (var exchange : List.of(LOGS, DIRECT_LOGS, TOPIC_LOGS)) {
            assertThatThrownBy(
                            () -> logs.subscribe(connection, exchange, List.of(), to(heard)),
                            "subscribe with no binding keys, which would hear nothing")
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "世"})
    void aKeyThatIsTooLongIsRefused(String letter) throws Exception {
        var connection = host.connect();
        var tooLong = letter.repeat(256 / letter.getBytes(StandardCharsets.UTF_8).length + 1);

        for (var exchange : List.of(LOGS, DIRECT_LOGS, TOPIC_LOGS)) {
            assertThatThrownBy(
                            () -> logs.publish(connection, exchange, tooLong, "it burns"),
                            "publish with a routing key of more than 255 bytes in UTF-8")
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (var keys :
                List.of(
                        List.of(tooLong),
                        List.of(tooLong, "kern.*"),
                        List.of("kern.*", tooLong),
                        List.of("cron.*", tooLong, "kern.*"))) {
            assertThatThrownBy(
                            () -> logs.subscribe(connection, TOPIC_LOGS, keys, to(heard)),
                            "subscribe with %s keys, the number %s of which has more than 255 bytes"
                                            .formatted(keys.size(), keys.indexOf(tooLong) + 1)
                                    + " in UTF-8")
                    .isInstanceOf(IllegalArgumentException.class);
        }

        publish(connection, TOPIC_LOGS, "kern.critical", "into the void");
        assertThat(isForSomebody(TOPIC_LOGS, "kern.critical"))
                .as("another key is bound, though subscribe failed")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "世"})
    void aKeyOf255BytesIsTaken(String letter) throws Exception {
        var longest = letter.repeat(255 / letter.getBytes(StandardCharsets.UTF_8).length);

        try (var _ = subscribe(DIRECT_LOGS, heard, longest)) {
            publish(DIRECT_LOGS, longest, "it burns");

            heard.hears("it burns");
        }
    }

    @Test
    void whoMayNotDeclareIsToldSoInTheBrokersWords() throws Exception {
        publish(LOGS, "", "so that there is an exchange");
        for (var grant : List.of(new Grant("^$", ".*", ".*"), new Grant("^logs$", ".*", ".*"))) {
            var maria = "maria";
            var connection = host.connect(host.user(maria, "maria3714", grant));

            assertThatThrownBy(
                            () -> logs.subscribe(connection, LOGS, List.of(""), to(heard)),
                            "subscribe by one who may not configure the exchange, or a queue")
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ACCESS_REFUSED");
            if (grant.configure().equals("^$")) {
                assertThatThrownBy(
                                () -> logs.publish(connection, LOGS, "", "it burns"),
                                "publish by one who may not configure the exchange")
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("ACCESS_REFUSED");
            }
        }
    }

    /** When the broker answers at last, subscribe has failed. */
    @Test
    @WhenTheRestIsRight
    @Deadline(seconds = 20)
    void aSubscriptionThatCameTooLateIsNone() throws Exception {
        var relay = host.relay().fallsSilentAt(Answer.QUEUE_DECLARE_OK);
        var connection = host.connect(relay, 1, Silence.LONG);
        assertThatThrownBy(
                        () -> logs.subscribe(connection, LOGS, List.of(""), to(heard)),
                        "subscribe, and the broker does not answer for long")
                .isInstanceOf(IOException.class);

        relay.speaksAgain();

        Closing.awaitChannel(
                background,
                connection,
                "a subscribe that has failed, since the broker did not answer (now it does),");
    }

    @Test
    void noChannelIsLeftOpen() throws Exception {
        var connection = host.connect(2);

        for (var i = 0; i < 5; i++) {
            publish(connection, LOGS, "", "message " + i);
            var subscription = subscribe(connection, LOGS, to(heard), "");
            subscription.close();
            awaitGone(subscription.queue(), "the subscription was closed");
        }

        assertThat(connection.isOpen()).as("the caller's connection is open").isTrue();
        var ofOneChannel = host.connect(1);
        publish(ofOneChannel, LOGS, "", "into the void");
        Closing.awaitChannel(background, ofOneChannel, "a publish that has returned");
    }

    @Test
    void whatFailsLeavesNoChannelOpenEither() throws Exception {
        var connection = host.connect(2);
        publish(connection, LOGS, "", "into the void");
        var otherType = new Exchange(LOGS.name(), Type.TOPIC);

        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(
                            () -> logs.publish(connection, otherType, "kern", "it burns"),
                            "publish where the exchange is another one")
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(
                            () -> logs.subscribe(connection, otherType, List.of("#"), to(heard)),
                            "subscribe where the exchange is another one")
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(
                            () -> logs.subscribe(connection, LOGS, List.of(TOO_LONG), to(heard)),
                            "subscribe with a key of 256 bytes")
                    .isInstanceOf(IllegalArgumentException.class);
        }
        publish(connection, LOGS, "", "into the void");
    }

    private Credentials maria(Grant grant) {
        return host.user("maria", "maria3714", grant);
    }

    /** What the broker says to that declaration. */
    private String refusal(Exchange exchange) throws Exception {
        var channel = admin().createChannel();
        try {
            channel.exchangeDeclare(exchange.name(), amqp(exchange.type()), true);
            throw new AssertionError("the broker has no exchange " + exchange.name());
        } catch (IOException e) {
            var signal = (ShutdownSignalException) e.getCause();
            return ((AMQP.Channel.Close) signal.getReason()).getReplyText();
        }
    }
}
