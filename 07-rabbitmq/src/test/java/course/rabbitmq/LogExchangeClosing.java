package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Deadline;
import course.kit.WhenTheRestIsRight;
import course.rabbitmq.Relay.Request;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

/** Queues, and what is left of them. */
abstract class LogExchangeClosing extends LogExchangeExamples {
    LogExchangeClosing(VirtualHost host, LogExchange logs, Background background) {
        super(host, logs, background);
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

    /** One that the broker deletes by itself lasts a moment longer. */
    @Test
    void theQueueIsDeletedWhenCloseReturns() throws Exception {
        var relay = host.relay();
        var subscription = subscribe(host.connect(relay), LOGS, to(heard), "");

        Reasons.closing(subscription);

        assertThat(relay.heard(Request.QUEUE_DELETE))
                .as(
                        "how often the broker had been told to delete a queue when close returned"
                                + " (an auto-delete one goes a moment later)")
                .isPositive();
        assertThat(state(subscription.queue()))
                .as("the queue when close has returned")
                .isEqualTo(State.GONE);
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

    /** Longer than a limit that somebody may have thought of. */
    @Test
    @WhenTheRestIsRight
    @Deadline(seconds = 20)
    void closingWaitsForALongMessageAtHand() throws Exception {
        var slow = new SlowHandler(heard);
        var connection = host.connect();
        var subscription = subscribe(connection, LOGS, slow, "");
        publish(LOGS, "", "slow");
        slow.awaitBegun();

        var closing =
                Closing.beginForLong(
                        background,
                        connection,
                        subscription,
                        "the handler was at a message for 6 s");
        slow.goOn();
        closing.awaitEnd();

        heard.hears("slow");
    }

    @Test
    void closingThatIsInterruptedDoesNotReturnBeforeTheHandlerIsDone() throws Exception {
        var slow = new SlowHandler(heard);
        var connection = host.connect();
        var subscription = subscribe(connection, LOGS, slow, "");
        publish(LOGS, "", "slow");
        slow.awaitBegun();

        var waited =
                Closing.isInterrupted(
                        background,
                        connection,
                        subscription,
                        "the handler was at a message",
                        slow::goOn);

        if (waited) {
            heard.hears("slow");
            awaitGone(subscription.queue(), "close, which was interrupted, has returned");
        }
    }

    @Test
    void aSubscriptionWhoseConnectionIsGoneDoesNotWaitForItsHandler() throws Exception {
        var slow = new SlowHandler(heard);
        var connection = host.connect();
        var subscription = subscribe(connection, LOGS, slow, "");
        publish(LOGS, "", "slow");
        slow.awaitBegun();

        connection.abort();

        Closing.doesNotWait(background, subscription, "the handler is at a message");
        slow.goOn();
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
    void aConnectionThatIsLostEndsTheWaitForTheHandler() throws Exception {
        var slow = new SlowHandler(heard);
        var connection = host.connect();
        var subscription = subscribe(connection, LOGS, slow, "");
        publish(LOGS, "", "slow");
        slow.awaitBegun();
        var closing =
                Closing.begin(background, connection, subscription, "the handler was at a message");

        connection.abort();
        slow.goOn();

        background.await(
                "close, which waits for the message at hand, ends when the connection is lost"
                        + " meanwhile and the handler is done: the broker does not answer any more",
                closing::hasEnded);
    }

    @Test
    void aSubscriptionWhoseQueueIsGoneCanBeClosed() throws Exception {
        var connection = host.connect(2);
        for (var i = 0; i < 3; i++) {
            var subscription = subscribe(connection, LOGS, to(heard), "");
            try (var channel = connection.createChannel()) {
                channel.queueDelete(subscription.queue());
            }
            Closing.roundTrips(connection);

            Reasons.closing(subscription);
        }
        assertThat(connection.openChannel())
                .as(
                        "a channel: the connection may have 2, and each subscription has closed its"
                                + " own")
                .isPresent();
    }

    @Test
    void nothingIsHandedOverAfterClosing() throws Exception {
        var texts = IntStream.range(0, 50).mapToObj("message %02d"::formatted).toList();
        var slow = new SlowHandler(heard);
        var subscription = subscribe(host.connect(), LOGS, slow, "");
        publishRaw(LOGS, texts);
        slow.awaitBegun();
        var closing = background.start("close", subscription::close);

        slow.goOn();
        closing.awaitEnd();
        var count = heard.count();
        publishRaw(LOGS, texts);

        assertThat(heard.count())
                .as(
                        "messages that the handler was handed, now that more are published; when"
                                + " close returned there were %s",
                        count)
                .isEqualTo(count);
        heard.hears(texts.subList(0, count));
    }
}
