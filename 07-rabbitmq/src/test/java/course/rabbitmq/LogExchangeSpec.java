package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

import course.broker.Credentials;
import course.broker.Grant;
import course.kit.Background;
import course.kit.Deadline;
import course.kit.Exercise;
import course.kit.WhenTheRestIsRight;
import course.rabbitmq.LogExchange.Exchange;
import course.rabbitmq.LogExchange.Handler;
import course.rabbitmq.LogExchange.Subscription;
import course.rabbitmq.LogExchange.Type;
import course.rabbitmq.Relay.Answer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Exercise(id = "7.5", title = "LogExchange", section = "RabbitMQ队列")
@OnBroker
class LogExchangeSpec {
    private static final Exchange LOGS = new Exchange("logs", Type.FANOUT);
    private static final Exchange DIRECT_LOGS = new Exchange("direct_logs", Type.DIRECT);
    private static final Exchange TOPIC_LOGS = new Exchange("topic_logs", Type.TOPIC);
    private static final String TOO_LONG = "x".repeat(256);

    /** More than the client holds for one channel; then it stops reading from the connection. */
    private static final int BATCH = 500;

    private static final int A_LOT = 4 * BATCH;

    private final VirtualHost host;
    private final LogExchange logs;
    private final Background background;
    private final Heard heard;
    private final Heard heardToo;
    private Connection publisher;
    private Connection admin;

    LogExchangeSpec(VirtualHost host, LogExchange logs, Background background) {
        this.host = host;
        this.logs = logs;
        this.background = background;
        heard = new Heard(background);
        heardToo = new Heard(background);
    }

    @Test
    void aFanoutExchangeTakesNoNoticeOfKeys() {
        matches(Type.FANOUT, "", "");
        matches(Type.FANOUT, "a.b", "c");
        matches(Type.FANOUT, "", "kern.critical");
    }

    @Test
    void aDirectExchangeComparesKeys() {
        matches(Type.DIRECT, "error", "error");
        matches(Type.DIRECT, "", "");
        matches(Type.DIRECT, "kern.*", "kern.*");
        differs(Type.DIRECT, "error", "warning");
        differs(Type.DIRECT, "error", "Error");
        differs(Type.DIRECT, "#", "error");
        differs(Type.DIRECT, "kern.*", "kern.critical");
    }

    @Test
    void aStarIsExactlyOneWord() {
        matches(Type.TOPIC, "*.critical", "kern.critical");
        matches(Type.TOPIC, "kern.*", "kern.critical");
        matches(Type.TOPIC, "*.*.rabbit", "quick.orange.rabbit");
        differs(Type.TOPIC, "*.critical", "a.kern.critical");
        differs(Type.TOPIC, "kern.*", "kern.a.critical");
        differs(Type.TOPIC, "kern.*", "kern");
        differs(Type.TOPIC, "*", "kern.critical");
    }

    @Test
    void aHashIsAnyNumberOfWords() {
        matches(Type.TOPIC, "kern.#", "kern.critical");
        matches(Type.TOPIC, "kern.#", "kern.a.critical");
        matches(Type.TOPIC, "kern.#", "kern");
        matches(Type.TOPIC, "#.critical", "critical");
        matches(Type.TOPIC, "a.#.b", "a.b");
        matches(Type.TOPIC, "a.#.b", "a.x.b.y.b");
        matches(Type.TOPIC, "#", "kern.critical");
        differs(Type.TOPIC, "kern.#", "kernel.critical");
        differs(Type.TOPIC, "a.#.b", "a.x.b.y");
        differs(Type.TOPIC, "#.*", "");
    }

    @Test
    void theEmptyKeyHasNoWords() {
        matches(Type.TOPIC, "", "");
        matches(Type.TOPIC, "#", "");
        matches(Type.TOPIC, "#.#", "");
        differs(Type.TOPIC, "*", "");
        differs(Type.TOPIC, "", "kern");
    }

    @Test
    void whatIsNoWildcardStandsForItself() {
        matches(Type.TOPIC, "c++.[a-z]", "c++.[a-z]");
        matches(Type.TOPIC, "price.$", "price.$");
        differs(Type.TOPIC, "c++.[a-z]", "ccc.a");
        differs(Type.TOPIC, "kern|cron.*", "cron.critical");
        differs(Type.TOPIC, "crit*.#", "critical.kern");
        differs(Type.TOPIC, "kern.crit#", "kern.critical");
        differs(Type.TOPIC, "kern.critical", "kern.*");
        differs(Type.TOPIC, "Kern.*", "kern.critical");
    }

    @Test
    @Deadline(seconds = 3)
    void manyHashesAreAnsweredAtOnce() {
        matches(Type.TOPIC, "#.a.".repeat(40) + "#", "a.".repeat(120) + "a");
        differs(Type.TOPIC, "#.a.".repeat(40) + "b", "a.".repeat(120) + "a");
        differs(Type.TOPIC, "#.*.".repeat(40) + "b", "a.".repeat(120) + "a");
    }

    @Test
    @Deadline(seconds = 15)
    void theBrokerAgreesAboutTopics() throws Exception {
        var routingKeys = keysOf("a", "b");
        routingKeys.remove(""); // see theBrokerAgreesAboutEmptyWords
        var bindingKeys = keysOf("a", "*", "#");
        bindingKeys.remove("#.#.#"); // RabbitMQ 4.3 binds with two of them at the most
        compare(Type.TOPIC, bindingKeys, routingKeys);
    }

    @Test
    void theBrokerAgreesAboutOddWords() throws Exception {
        compare(
                Type.TOPIC,
                List.of(
                        "a.b+", "a.[b]", "a.b*", "a#", "A", "a b", "世界.*", "*.世界", "\\Qa\\E",
                        "^a$"),
                List.of("a.b+", "a.bb", "a.b", "a", "A", "a b", "世界.a", "a.世界", "\\Qa\\E", "a.b*"));
    }

    @Test
    void theBrokerAgreesAboutEmptyWords() throws Exception {
        host.needsRabbitMq("Qpid drops empty words, and falls over a key of dots alone");
        compare(
                Type.TOPIC,
                List.of(
                        "", ".", "a.", ".a", "a..b", "*", "*.*", "a.*", "*.a", "a.*.b", "#",
                        "a.#.b"),
                List.of("", ".", "a.", ".a", "a..b", "a", "a.b"));
    }

    @Test
    void theBrokerAgreesAboutDirectExchanges() throws Exception {
        compare(Type.DIRECT, List.of("", "a", "*", "#", "a.b"), List.of("", "a", "*", "A", "a.b"));
    }

    @Test
    void theBrokerAgreesAboutFanoutExchanges() throws Exception {
        compare(Type.FANOUT, List.of("", "a", "*"), List.of("", "a", "b.c"));
    }

    @Test
    void aSubscriberHearsWhatIsPublished() throws Exception {
        try (var _ = subscribe(LOGS, heard, "")) {
            publish(LOGS, "", "Hello World!");

            heard.hears("Hello World!");
        }
    }

    @Test
    void eachSubscriberGetsItsCopy() throws Exception {
        try (var _ = subscribe(LOGS, heard, "");
                var _ = subscribe(LOGS, heardToo, "")) {
            publish(LOGS, "", "one");
            publish(LOGS, "", "two");

            var why = "each subscriber hears all; or do they share a queue?";
            hears(heard, why, List.of("one", "two"));
            hears(heardToo, why, List.of("one", "two"));
        }
    }

    @Test
    void aFanoutExchangeCopiesWhateverTheKey() throws Exception {
        try (var _ = subscribe(LOGS, heard, "kern.*")) {
            publish(LOGS, "", "no key");
            publish(LOGS, "cron.info", "another key");

            heard.hears("no key", "another key");
        }
    }

    @Test
    void aDirectExchangeTellsSeveritiesApart() throws Exception {
        try (var _ = subscribe(DIRECT_LOGS, heard, "info", "warning", "error");
                var _ = subscribe(DIRECT_LOGS, heardToo, "error")) {
            publish(DIRECT_LOGS, "info", "it starts");
            publish(DIRECT_LOGS, "warning", "it is hot");
            publish(DIRECT_LOGS, "debug", "nobody wants to know");
            publish(DIRECT_LOGS, "error", "it burns");

            heard.hears("it starts", "it is hot", "it burns");
            heardToo.hears("it burns");
        }
    }

    @Test
    void aTopicExchangeTellsPatternsApart() throws Exception {
        try (var _ = subscribe(TOPIC_LOGS, heard, "kern.*");
                var _ = subscribe(TOPIC_LOGS, heardToo, "*.critical", "#.end")) {
            publish(TOPIC_LOGS, "kern.info", "it starts");
            publish(TOPIC_LOGS, "cron.critical", "it is late");
            publish(TOPIC_LOGS, "kern.usb.info", "a stick");
            publish(TOPIC_LOGS, "kern.end", "the end");

            heard.hears("it starts", "the end");
            heardToo.hears("it is late", "the end");
        }
    }

    @Test
    void twoKeysThatMatchGiveOneCopy() throws Exception {
        var texts = IntStream.range(0, 20).mapToObj("message %02d"::formatted).toList();
        try (var _ = subscribe(TOPIC_LOGS, heard, "kern.*", "*.critical", "#")) {
            for (var text : texts) {
                publish(TOPIC_LOGS, "kern.critical", text);
            }

            hears(
                    heard,
                    "three keys match, and one copy comes; or is there a queue for each key?",
                    texts);
        }
    }

    @Test
    void whatWasPublishedBeforeIsNotHeard() throws Exception {
        try (var _ = subscribe(LOGS, heardToo, "")) {
            publish(LOGS, "", "early");

            try (var _ = subscribe(LOGS, heard, "")) {
                publish(LOGS, "", "late");

                heard.hears("late");
            }
            heardToo.hears("early", "late");
        }
    }

    @Test
    void whatIsForNobodyIsDropped() throws Exception {
        publish(LOGS, "", "into the void");
        try (var _ = subscribe(DIRECT_LOGS, heard, "error")) {
            publish(DIRECT_LOGS, "info", "not wanted");
            publish(DIRECT_LOGS, "error", "it burns");

            heard.hears("it burns");
        }
    }

    @Test
    void theHandlerIsToldTheRoutingKey() throws Exception {
        Handler both = (routingKey, message) -> heard.accept(routingKey + ": " + message);
        try (var _ = subscribe(host.connect(), TOPIC_LOGS, both, "#")) {
            publish(TOPIC_LOGS, "kern.critical", "it burns");
            publish(TOPIC_LOGS, "", "no key");

            heard.hears("kern.critical: it burns", ": no key");
        }
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
        var connection = host.connect(host.relay().turnsAcksIntoNacks());

        assertThatThrownBy(
                        () -> logs.publish(connection, LOGS, "", "it burns"),
                        "publish, and the broker says that it has not taken the message (a"
                                + " nack: waitForConfirms returns false)")
                .isInstanceOf(IOException.class);
    }

    @Test
    @WhenTheRestIsRight
    @Deadline(seconds = 12)
    void aMessageThatIsNeverConfirmedIsAFailureInTime() throws Exception {
        var connection = host.connect(host.relay().loses(Answer.ACK));

        assertThatThrownBy(
                        () -> logs.publish(connection, LOGS, "", "it burns"),
                        "publish, and the broker never says that it has the message")
                .isInstanceOf(TimeoutException.class);
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

    @Test
    void messagesAreHeardInTheirOrder() throws Exception {
        var texts = IntStream.range(0, 200).mapToObj("message %03d"::formatted).toList();
        try (var _ = subscribe(LOGS, heard, "")) {
            publishRaw(LOGS, texts);

            heard.hears(texts);
        }
    }

    @Test
    void aMessageIsHandedOverWhenTheOneBeforeIsDone() throws Exception {
        var texts = IntStream.range(0, 20).mapToObj("message %02d"::formatted).toList();
        var connection = host.connect();
        var atWork = new AtomicInteger();
        var mostAtWork = new AtomicInteger();
        var slow = new SlowHandler(heard);
        Handler counting =
                (routingKey, message) -> {
                    mostAtWork.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                    slow.on(routingKey, message);
                    atWork.decrementAndGet();
                };
        try (var _ = subscribe(connection, LOGS, counting, "");
                var _ = subscribe(connection, LOGS, to(heardToo), "")) {
            try {
                publishRaw(LOGS, texts);
                slow.awaitBegun();
                heardToo.hears(texts);
            } finally {
                slow.goOn();
            }
            heard.awaitCount(texts.size());
        }
        assertThat(mostAtWork)
                .as("messages that the handler was at, at the most, at the same time")
                .hasValue(1);
    }

    @Test
    void manyThreadsMayPublishOnOneConnection() throws Exception {
        var texts = new TreeSet<String>();
        var threads = new ArrayList<Background.Task>();
        try (var _ = subscribe(LOGS, heard, "")) {
            var connection = host.connect();
            for (var thread = 0; thread < 4; thread++) {
                var mine =
                        IntStream.range(0, 20)
                                .mapToObj(("message " + thread + "-%02d")::formatted)
                                .toList();
                texts.addAll(mine);
                threads.add(
                        background.start(
                                "publisher " + thread,
                                () -> mine.forEach(text -> publish(connection, LOGS, "", text))));
            }
            threads.forEach(Background.Task::awaitEnd);

            heard.awaitCount(texts.size());
        }
        assertThat(heard.sorted()).as("what was heard, sorted").containsExactlyElementsOf(texts);
    }

    @Test
    void aHandlerThatThrowsIsHandedTheNextMessage() throws Exception {
        Handler sensitive =
                (_, message) -> {
                    switch (message) {
                        case "exception" -> throw new IOException("the disk is full");
                        case "error" -> throw new StackOverflowError("too deep");
                        default -> heard.accept(message);
                    }
                };
        var connection = host.connect();
        try (var _ = subscribe(connection, LOGS, sensitive, "");
                var _ = subscribe(connection, LOGS, to(heardToo), "")) {
            publish(LOGS, "", "exception");
            publish(LOGS, "", "after an exception");
            publish(LOGS, "", "error");
            publish(LOGS, "", "after an error");

            hears(
                    heard,
                    "a handler that has thrown is handed the next message; or did the exception"
                            + " leave the callback?",
                    List.of("after an exception", "after an error"));
            heardToo.hears("exception", "after an exception", "error", "after an error");
        }
    }

    @Test
    @Deadline(seconds = 15)
    void aSlowSubscriberHoldsUpNobody() throws Exception {
        var texts = IntStream.range(0, A_LOT).mapToObj("message %04d"::formatted).toList();
        var connection = host.connect();
        var slow = new SlowHandler(heardToo);
        try (var _ = subscribe(connection, LOGS, slow, "");
                var _ = subscribe(connection, LOGS, to(heard), "")) {
            try {
                for (var count = BATCH; count <= A_LOT; count += BATCH) {
                    publishRaw(LOGS, texts.subList(count - BATCH, count));
                    slow.awaitBegun();

                    awaitHeard(
                            count,
                            heard,
                            "one subscriber is slow, and the other one on its connection hears all;"
                                    + " or does the client hold so many messages that it reads no"
                                    + " more (prefetch)?");
                }
            } finally {
                slow.goOn();
            }
            for (var count = BATCH; count <= A_LOT; count += BATCH) {
                awaitHeard(count, heardToo, "the slow one hears all, too, when it goes on");
            }
        }
        heard.hears(texts);
        heardToo.hears(texts);
    }

    @Test
    void theQueueIsTheSubscribersOwn() throws Exception {
        try (var one = subscribe(LOGS, heard, "");
                var other = subscribe(LOGS, heardToo, "")) {
            assertThat(one.queue())
                    .as("a queue that the broker named (the names amq.… are the broker's)")
                    .startsWith("amq.");
            assertThat(one.queue())
                    .as("the queue of one subscriber, and that of another one")
                    .isNotEqualTo(other.queue());
            assertThat(state(one.queue())).as("the queue").isEqualTo(State.EXCLUSIVE);
        }
    }

    @Test
    void aSubscriptionThatIsClosedLeavesNoQueue() throws Exception {
        var subscription = subscribe(TOPIC_LOGS, heard, "kern.*", "*.critical");
        assertThat(isForSomebody(TOPIC_LOGS, "cron.critical"))
                .as("*.critical is bound while the subscription lasts")
                .isTrue();

        subscription.close();

        awaitGone(subscription.queue(), "the subscription was closed");
        assertThat(isForSomebody(TOPIC_LOGS, "cron.critical"))
                .as("anything is bound when the subscription is closed")
                .isFalse();
    }

    @Test
    void aQueueThatIsClosedMayHoldMessages() throws Exception {
        var texts = IntStream.range(0, BATCH).mapToObj("message %03d"::formatted).toList();
        var slow = new SlowHandler(heard);
        var subscription = subscribe(host.connect(), LOGS, slow, "");
        publishRaw(LOGS, texts);
        slow.awaitBegun();

        var closing = background.start("close", subscription::close);
        slow.goOn();
        closing.awaitEnd();

        awaitGone(subscription.queue(), "the subscription was closed");
    }

    @Test
    void closingOneSubscriptionLeavesTheOthers() throws Exception {
        var connection = host.connect();
        var one = subscribe(connection, LOGS, to(heard), "");
        try (var _ = subscribe(connection, LOGS, to(heardToo), "")) {
            publish(LOGS, "", "for both");
            heard.hears("for both");

            one.close();
            awaitGone(one.queue(), "the subscription was closed");
            publish(LOGS, "", "for one");

            heardToo.hears("for both", "for one");
            heard.hears("for both");
        }
    }

    @Test
    void aConnectionThatDiesLeavesNoQueue() throws Exception {
        var dying = host.connect();
        var subscription = subscribe(dying, LOGS, to(heard), "");
        var queue = subscription.queue();

        dying.abort();

        awaitGone(queue, "the subscriber's connection died");
        Reasons.closing(subscription);
    }

    @Test
    void closingWaitsForTheMessageAtHand() throws Exception {
        var slow = new SlowHandler(heard);
        var connection = host.connect();
        var subscription = subscribe(connection, LOGS, slow, "");
        publish(LOGS, "", "slow");
        slow.awaitBegun();

        var closing =
                Closing.begin(background, connection, subscription, "the handler was at a message");
        slow.goOn();
        closing.awaitEnd();

        heard.hears("slow");
        awaitGone(subscription.queue(), "the subscription was closed");
    }

    @Test
    void closingTwiceDoesNothingMore() throws Exception {
        var connection = host.connect();
        var subscription = subscribe(connection, LOGS, to(heard), "");

        Reasons.closing(subscription);
        Reasons.closing(subscription);

        assertThat(connection.isOpen()).as("the caller's connection is open").isTrue();
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

    @Test
    void aKeyThatIsTooLongIsRefused() throws Exception {
        var connection = host.connect();

        assertThatThrownBy(
                        () -> logs.publish(connection, TOPIC_LOGS, TOO_LONG, "it burns"),
                        "publish with a routing key of 256 bytes")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                logs.subscribe(
                                        connection,
                                        TOPIC_LOGS,
                                        List.of("kern.*", "世".repeat(86)),
                                        to(heard)),
                        "subscribe with two keys, the second of which has 258 bytes")
                .isInstanceOf(IllegalArgumentException.class);

        publish(connection, TOPIC_LOGS, "kern.critical", "into the void");
        assertThat(isForSomebody(TOPIC_LOGS, "kern.critical"))
                .as("the first key is bound, though subscribe failed")
                .isFalse();
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

    private void matches(Type type, String bindingKey, String routingKey) {
        assertMatch(type, bindingKey, routingKey, true);
    }

    private void differs(Type type, String bindingKey, String routingKey) {
        assertMatch(type, bindingKey, routingKey, false);
    }

    private void assertMatch(Type type, String bindingKey, String routingKey, boolean expected) {
        assertThat(logs.matches(type, bindingKey, routingKey))
                .as(
                        "matches, for a %s exchange, binding key \"%s\", routing key \"%s\"",
                        type, bindingKey, routingKey)
                .isEqualTo(expected);
    }

    /** All keys of up to three of these words. */
    private static List<String> keysOf(String... words) {
        var keys = new ArrayList<>(List.of(""));
        var longest = List.of("");
        for (var length = 1; length <= 3; length++) {
            longest =
                    longest.stream()
                            .flatMap(key ->
                                    Stream.of(words)
                                            .map(word -> key.isEmpty() ? word : key + "." + word))
                            .toList();
            keys.addAll(longest);
        }
        return keys;
    }

    /** Has each pair predicted, and tries it on the broker. */
    private void compare(Type type, List<String> bindingKeys, List<String> routingKeys)
            throws Exception {
        var predicted = new LinkedHashMap<String, Set<String>>();
        for (var bindingKey : bindingKeys) {
            var matching = new TreeSet<>(routingKeys);
            matching.removeIf(routingKey -> !logs.matches(type, bindingKey, routingKey));
            predicted.put(bindingKey, matching);
        }
        var delivered = delivered(new Exchange("compared", type), bindingKeys, routingKeys);

        var wrong = new ArrayList<String>();
        for (var bindingKey : bindingKeys) {
            for (var routingKey : routingKeys) {
                var expected = delivered.get(bindingKey).contains(routingKey);
                if (predicted.get(bindingKey).contains(routingKey) != expected) {
                    wrong.add(
                            "binding key \"%s\", routing key \"%s\": the broker %s"
                                    .formatted(
                                            bindingKey,
                                            routingKey,
                                            expected ? "delivers it" : "does not deliver it"));
                }
            }
        }
        assertThat(wrong)
                .withFailMessage(
                        "%s exchange: %s of %s predictions are wrong:%n  %s",
                        type,
                        wrong.size(),
                        bindingKeys.size() * routingKeys.size(),
                        String.join("%n  ".formatted(), wrong.stream().limit(5).toList()))
                .isEmpty();
    }

    /** For each binding key, the routing keys of the messages that came. */
    private LinkedHashMap<String, Set<String>> delivered(
            Exchange exchange, List<String> bindingKeys, List<String> routingKeys)
            throws Exception {
        var channel = admin().createChannel();
        channel.exchangeDeclare(exchange.name(), amqp(exchange.type()), true);
        channel.confirmSelect();
        var queues = new LinkedHashMap<String, String>();
        for (var bindingKey : bindingKeys) {
            var queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, exchange.name(), bindingKey);
            queues.put(bindingKey, queue);
        }
        for (var routingKey : routingKeys) {
            channel.basicPublish(exchange.name(), routingKey, null, new byte[0]);
        }
        channel.waitForConfirmsOrDie();
        var delivered = new LinkedHashMap<String, Set<String>>();
        for (var bindingKey : bindingKeys) {
            var keys = new TreeSet<String>();
            for (var next = channel.basicGet(queues.get(bindingKey), true);
                    next != null;
                    next = channel.basicGet(queues.get(bindingKey), true)) {
                keys.add(next.getEnvelope().getRoutingKey());
            }
            delivered.put(bindingKey, keys);
        }
        return delivered;
    }

    private static BuiltinExchangeType amqp(Type type) {
        return switch (type) {
            case FANOUT -> BuiltinExchangeType.FANOUT;
            case DIRECT -> BuiltinExchangeType.DIRECT;
            case TOPIC -> BuiltinExchangeType.TOPIC;
        };
    }

    private static void hears(Heard heard, String why, List<String> messages) {
        try {
            heard.hears(messages);
        } catch (AssertionError e) {
            throw new AssertionError(why + "\n  " + e.getMessage(), e);
        }
    }

    private void awaitHeard(int count, Heard heard, String why) {
        try {
            background.await(why, () -> heard.count() >= count);
        } catch (AssertionError e) {
            throw new AssertionError(
                    "%s; it has heard %s of %s messages"
                            .formatted(e.getMessage(), heard.count(), count),
                    e);
        }
    }

    /** Stands at the first message until it may go on. */
    private final class SlowHandler implements Handler {
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

    private static Handler to(Heard heard) {
        return (_, message) -> heard.accept(message);
    }

    private Subscription subscribe(Exchange exchange, Heard heard, String... bindingKeys)
            throws Exception {
        return subscribe(host.connect(), exchange, to(heard), bindingKeys);
    }

    private Subscription subscribe(
            Connection connection, Exchange exchange, Handler handler, String... bindingKeys) {
        return Reasons.telling(
                "subscribe",
                () -> logs.subscribe(connection, exchange, List.of(bindingKeys), handler));
    }

    private void publish(Exchange exchange, String routingKey, String message) throws Exception {
        if (publisher == null) {
            publisher = host.connect();
        }
        publish(publisher, exchange, routingKey, message);
    }

    private void publish(
            Connection connection, Exchange exchange, String routingKey, String message) {
        Reasons.telling(
                "publish",
                () -> {
                    logs.publish(connection, exchange, routingKey, message);
                    return null;
                });
    }

    /** Another program's messages. */
    private void publishRaw(Exchange exchange, List<String> texts) throws Exception {
        var channel = admin().createChannel();
        channel.confirmSelect();
        for (var text : texts) {
            channel.basicPublish(exchange.name(), "", null, text.getBytes(StandardCharsets.UTF_8));
        }
        channel.waitForConfirmsOrDie();
        channel.close();
    }

    private Connection admin() throws Exception {
        if (admin == null) {
            admin = host.connect();
        }
        return admin;
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

    /** Whether a message with that key goes into any queue at all. */
    private boolean isForSomebody(Exchange exchange, String routingKey) throws Exception {
        var returned = new CopyOnWriteArrayList<String>();
        try (var channel = admin().createChannel()) {
            channel.addReturnListener(message -> returned.add(message.getRoutingKey()));
            channel.confirmSelect();
            channel.basicPublish(exchange.name(), routingKey, true, null, new byte[0]);
            return channel.waitForConfirms() && returned.isEmpty();
        }
    }

    /** What another connection sees of a queue. */
    private enum State {
        GONE,
        EXCLUSIVE,
        OPEN_TO_ALL
    }

    private State state(String queue) throws Exception {
        try (var channel = admin().createChannel()) {
            channel.queueDeclarePassive(queue);
            return State.OPEN_TO_ALL;
        } catch (IOException e) {
            var told = String.join("; ", Reasons.of(e));
            return told.contains("reply-code=" + AMQP.NOT_FOUND) ? State.GONE : State.EXCLUSIVE;
        }
    }

    private void awaitGone(String queue, String since) {
        background.await(
                "the queue is gone, since %s (an exclusive one lasts as long as its connection, an"
                                .formatted(since)
                        + " auto-delete one as long as its consumer, others for ever)",
                () -> Reasons.telling("looking", () -> state(queue)) == State.GONE);
    }
}
