package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;

import course.kit.Background;
import course.kit.Deadline;
import course.rabbitmq.LogExchange.Handler;
import course.rabbitmq.LogExchange.Subscription;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Messages that are handed over, one after the other. */
abstract class LogExchangeHandling extends LogExchangeExamples {
    private static final int A_LOT = 4 * BATCH;
    private static final int MORE_THAN_A_FEW = 300;

    /** Of those that somebody might make for all handlers. */
    private static final int MORE_THAN_A_POOL_HAS =
            Math.max(8, Runtime.getRuntime().availableProcessors()) + 1;

    LogExchangeHandling(VirtualHost host, LogExchange logs, Background background) {
        super(host, logs, background);
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
                        IntStream.range(0, 10)
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

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"A_MISSING_VALUE", "A_TIMEOUT", "AN_ASSERTION"})
    void aHandlerThatThrowsIsHandedTheNextMessage(Thrown thrown) throws Exception {
        Handler sensitive =
                (_, message) -> {
                    if (message.startsWith("bad")) {
                        throw Reasons.sneakily(thrown.here());
                    }
                    heard.accept(message);
                };
        var connection = host.connect();
        try (var _ = subscribe(connection, LOGS, sensitive, "");
                var _ = subscribe(connection, LOGS, to(heardToo), "")) {
            var why =
                    "a handler that has thrown %s is handed the next message; or did it leave the callback?"
                            .formatted(thrown);
            publishRaw(LOGS, List.of("bad", "one"));
            hears(heard, why, List.of("one"));
            publishRaw(LOGS, List.of("bad again", "bad, too", "two"));
            hears(heard, why, List.of("one", "two"));
            heardToo.hears("bad", "one", "bad again", "bad, too", "two");
        }
    }

    @Test
    void whatIsDoneIsAcknowledgedToTheLast() throws Exception {
        var recorded = new Recorded(host.connect());
        Handler sensitive =
                (_, message) -> {
                    heard.accept(message);
                    if (message.equals("bad")) {
                        throw new IOException("the disk is full");
                    }
                };
        try (var _ = subscribe(recorded.connection(), LOGS, sensitive, "")) {
            publishRaw(LOGS, List.of("one", "bad", "two"));
            heard.hears("one", "bad", "two");

            background.await(
                    "the broker keeps none of the three messages that the handler is done with: the"
                            + " last one is acknowledged, too",
                    () -> recorded.takesWithoutAcks() || recorded.acknowledged(3).size() == 3);
        }
    }

    @Test
    void theHandlerRunsOnAnotherThread() throws Exception {
        var threads = new CopyOnWriteArrayList<Thread>();
        Handler handler =
                (_, message) -> {
                    threads.add(Thread.currentThread());
                    heard.accept(message);
                };
        try (var _ = subscribe(host.connect(), LOGS, handler, "")) {
            publish(LOGS, "", "one");
            heard.hears("one");
        }
        assertThat(threads)
                .as(
                        "the thread that the handler was called on; this one is %s",
                        Thread.currentThread())
                .doesNotContain(Thread.currentThread());
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

    /** Its connection was given as many threads as it takes. */
    @Test
    void manySlowSubscribersHoldUpNobody() throws Exception {
        var connection = host.connect();
        var begun = new AtomicInteger();
        var slow = new SlowHandler(heardToo);
        Handler counted =
                (routingKey, message) -> {
                    begun.incrementAndGet();
                    slow.on(routingKey, message);
                };
        var subscriptions = new ArrayList<Subscription>();
        try {
            for (var i = 0; i < MORE_THAN_A_POOL_HAS; i++) {
                subscriptions.add(subscribe(connection, LOGS, counted, ""));
            }
            publish(LOGS, "", "slow");
            background.await(
                    "%s subscribers on one connection are at a message at the same time: each has a"
                                    .formatted(MORE_THAN_A_POOL_HAS)
                            + " thread, since the connection was given enough of them",
                    () -> begun.get() == MORE_THAN_A_POOL_HAS);
            subscriptions.add(subscribe(connection, LOGS, to(heard), ""));
            publish(LOGS, "", "quick");

            heard.hears("quick");
        } finally {
            slow.goOn();
        }
        for (var subscription : subscriptions) {
            Reasons.closing(subscription);
        }
    }

    /** Of a thousand messages; hundreds would not be a few. */
    @Test
    void whileAHandlerIsSlowItsMessagesWaitAtTheBroker() throws Exception {
        var texts = IntStream.range(0, BATCH).mapToObj("message %03d"::formatted).toList();
        var connection = host.connect();
        var slow = new SlowHandler(heard);
        try (var subscription = subscribe(connection, LOGS, slow, "")) {
            try {
                publishRaw(LOGS, texts);
                publishRaw(LOGS, texts);
                slow.awaitBegun();
                Closing.roundTrips(connection);

                assertThat(ready(connection, subscription.queue()))
                        .as(
                                "of %s messages, those that wait in the queue while the handler is"
                                        + " at the first one: all but a few",
                                2 * BATCH)
                        .isGreaterThan(2 * BATCH - MORE_THAN_A_FEW);
            } finally {
                slow.goOn();
            }
        }
    }

    /** The queue is exclusive: nobody else may look. */
    private static long ready(Connection connection, String queue) throws Exception {
        try (var channel = connection.createChannel()) {
            return channel.messageCount(queue);
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
}
