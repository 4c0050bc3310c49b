package course.rabbitmq;

import static course.rabbitmq.ConfirmedPublisher.Outcome.CONFIRMED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.Background;
import course.rabbitmq.ConfirmedPublisher.Publisher;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** So many on their way, and no more. */
abstract class ConfirmedPublisherLimits extends ConfirmedPublisherExamples {
    ConfirmedPublisherLimits(
            VirtualHost host, ConfirmedPublisher publishers, Background background) {
        super(host, publishers, background);
    }

    @Test
    void whoPublishesWaitsWhileTooManyAreOnTheirWay() throws Exception {
        var publisher = open(line, 2);
        publish(publisher, "tea");
        publish(publisher, "milk");

        var third = background.start("the third publish", () -> publish(publisher, "bread"));
        awaitWaiting(third);
        line.first().awaitCount(2, "two messages are sent");
        assertThat(third.hasEnded())
                .withFailMessage("publish returned while 2 were on their way, and 2 are allowed")
                .isFalse();
        assertThat(line.first().texts()).as("what was sent").containsExactly("tea", "milk");

        line.first().acks(1);
        third.awaitEnd();
        line.first().awaitCount(3, "when tea is acked, bread is sent");
        assertThat(line.first().texts())
                .as("what was sent when tea was acked")
                .containsExactly("tea", "milk", "bread");
    }

    @Test
    void anAckOfSeveralMakesRoomForAsMany() throws Exception {
        var publisher = open(line, 3);
        publish(publisher, "1");
        publish(publisher, "2");
        publish(publisher, "3");

        line.first().acksUpTo(3);

        var more =
                background.start(
                        "three more publishes",
                        () -> {
                            publish(publisher, "4");
                            publish(publisher, "5");
                            publish(publisher, "6");
                        });
        more.awaitEnd();
        var seventh = background.start("the seventh publish", () -> publish(publisher, "7"));
        awaitWaiting(seventh);
        assertThat(seventh.hasEnded())
                .withFailMessage("publish returned while 3 were on their way, and 3 are allowed")
                .isFalse();
        line.first().acksUpTo(6);
        seventh.awaitEnd();
    }

    @Test
    void confirmsAreHeardWhileAPublishIsHeldUp() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        line.first().awaitCount(1, "the first message is sent");
        line.first().isHeldUp();
        var heldUp = background.start("a publish", () -> publish(publisher, "milk"));
        line.first().awaitCount(2, "the next message is being sent");

        line.first().acks(1);

        becomes("tea, acked while the next publish is held up,", tea, CONFIRMED);
        line.first().goesOn();
        heldUp.awaitEnd();
    }

    /** Whoever sends it again must not wait for the publish on the thread of the confirms. */
    @Test
    void confirmsAreHeardAfterANackWhileAPublishIsHeldUp() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var bread = publish(publisher, "bread");
        line.first().awaitCount(2, "two messages are sent");
        line.first().isHeldUp();
        var heldUp = background.start("a publish", () -> publish(publisher, "milk"));
        line.first().awaitCount(3, "the next message is being sent");

        line.first().nacks(1);
        line.first().acks(2);

        becomes(
                "bread, acked after tea was nacked, while the next publish is held up,",
                bread,
                CONFIRMED);
        isNotKnown("tea, nacked once,", tea);
        line.first().goesOn();
        heldUp.awaitEnd();
        line.first().awaitCount(4, "tea is sent again when the channel takes more");
    }

    @Test
    void anAckMayComeBeforeThePublishHasReturned() throws Exception {
        var publisher = open(line, 10);
        line.first().isHeldUp();
        var outcome = publishSoon(publisher, "tea");

        line.first().acks(1);
        line.first().goesOn();

        becomes("tea, acked before the channel's basicPublish returned,", outcome, CONFIRMED);
    }

    @Test
    void whoeverIsInterruptedWhileWaitingHasSentNothing() throws Exception {
        var publisher = open(line, 1);
        publish(publisher, "tea");
        var interrupted = new CountDownLatch(1);
        var second =
                background.start(
                        "the second publish",
                        () -> {
                            try {
                                publisher.publish("", QUEUE, bytes("milk"));
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                        });
        awaitWaiting(second);

        second.thread().interrupt();
        background.await(
                "publish throws InterruptedException when its thread is interrupted",
                () -> interrupted.getCount() == 0);

        line.first().acks(1);
        var bread = publishSoon(publisher, "bread");
        line.first().awaitCount(2, "there is room for another message");
        assertThat(line.first().texts()).as("what was sent").containsExactly("tea", "bread");
        line.first().acks(2);
        becomes("bread", bread, CONFIRMED);
    }

    @Test
    void anAckOfSeveralMakesRoomForThoseThatHadNone() throws Exception {
        var publisher = open(line, 3);
        publish(publisher, "1");
        publish(publisher, "2");
        publish(publisher, "3");
        line.first().acks(1);
        line.first().acks(2);
        publishSoon(publisher, "4");
        publishSoon(publisher, "5");
        line.first().awaitCount(5, "there is room for two when two are acked");

        line.first().acksUpTo(3);

        publishSoon(publisher, "6");
        line.first().awaitCount(6, "there is room for one when one more is acked");
        waitsForRoom(
                publisher,
                "7",
                "3 were on their way, and 3 are allowed: an ack up to number 3, where 1 and 2 were"
                        + " acked before, makes room for one");
    }

    @Test
    void asManyAsYouLikeMayBeOnTheirWay() throws Exception {
        var publisher = open(line, Integer.MAX_VALUE);

        var tea = publish(publisher, "tea");
        line.first().acks(1);

        becomes("tea, where %s may be on their way,".formatted(Integer.MAX_VALUE), tea, CONFIRMED);
    }

    /** It is known to whoever has done so, and it is not on its way any more when it is acked. */
    @Test
    void anOutcomeThatIsCancelledTakesNoPlace() throws Exception {
        var publisher = open(line, 1);
        publish(publisher, "tea").cancel(false);
        line.first().acks(1);

        var milk = publishSoon(publisher, "milk");
        line.first()
                .awaitCount(
                        2,
                        "there is room for milk when tea is acked, whose outcome had been"
                                + " cancelled");
        milk.cancel(false);
        line.first().acks(2);

        background.start("close", publisher::close).awaitEnd();
    }

    @Test
    void anOutcomeThatIsCancelledKeepsItsPlaceUntilTheBrokerAnswers() throws Exception {
        var publisher = open(line, 1);
        publish(publisher, "tea").cancel(false);

        waitsForRoom(
                publisher,
                "milk",
                "tea was on its way, whose outcome had been cancelled, and 1 is allowed");

        line.first().acks(1);
        line.first().awaitCount(2, "there is room for milk when tea is acked");
    }

    @Test
    void whatIsSentAgainKeepsItsPlace() throws Exception {
        var publisher = open(line, 2);
        publish(publisher, "tea");
        publish(publisher, "milk");

        line.first().isLost();
        line.channel(2).awaitCount(2, "what was on its way is sent again");

        waitsForRoom(publisher, "bread", "2 were on their way, sent again, and 2 are allowed");
        line.channel(2).acks(1);
        line.channel(2).awaitCount(3, "when tea is acked, there is room for bread");
    }

    @Test
    void whatFailsMakesRoomForAsMany() throws Exception {
        var publisher = open(line, 2);
        publish(publisher, "tea");
        publish(publisher, "milk");
        line.first().awaitCount(2, "two messages are sent");

        line.first().isRefused("NOT_FOUND");
        publishSoon(publisher, "bread");
        publishSoon(publisher, "salt");
        line.channel(2).awaitCount(2, "there is room for two when two have failed");

        waitsForRoom(publisher, "oil", "2 were on their way, and 2 are allowed");
    }

    @Test
    void whoeverIsInterruptedLeavesItsPlaceToOthers() throws Exception {
        var publisher = open(line, 1);
        publish(publisher, "tea");
        for (var i = 0; i < 3; i++) {
            var waiting =
                    background.start(
                            "a publish that waits",
                            () ->
                                    assertThatThrownBy(
                                                    () -> publish(publisher, "milk"),
                                                    "publish, whose thread is interrupted while it"
                                                            + " waits")
                                            .isInstanceOf(InterruptedException.class));
            awaitWaiting(waiting);
            waiting.thread().interrupt();
            waiting.awaitEnd();
        }

        line.first().acks(1);
        publishSoon(publisher, "bread");
        line.first().awaitCount(2, "there is room for one when one is acked");
        waitsForRoom(publisher, "salt", "1 was on its way, and 1 is allowed");
        assertThat(line.first().texts()).as("what was sent").containsExactly("tea", "bread");
    }

    /** It may wait for its turn, which an interrupt ends, or be sent in the end. */
    @Test
    void whoeverIsInterruptedBehindAnotherLeavesItsPlaceToOthers() throws Exception {
        var publisher = open(line, 2);
        line.first().isHeldUp();
        var first = background.start("a publish", () -> publish(publisher, "tea"));
        line.first().awaitCount(1, "the first message is being sent");
        var sent = new AtomicInteger(1);
        var behind =
                background.start(
                        "a publish while another one is held up",
                        () -> {
                            try {
                                publish(publisher, "milk");
                                sent.incrementAndGet();
                            } catch (InterruptedException e) {
                                // then it has not been sent
                            }
                        });
        awaitWaiting(behind);

        behind.thread().interrupt();
        awaitWaiting(behind);
        line.first().goesOn();
        first.awaitEnd();
        behind.awaitEnd();

        line.first().awaitCount(sent.get(), "what was published is sent");
        line.first().acksUpTo(sent.get());
        publishSoon(publisher, "bread");
        publishSoon(publisher, "salt");
        line.first()
                .awaitCount(
                        sent.get() + 2,
                        "there is room for two: nothing is on its way, and whose thread was"
                                + " interrupted behind a publish that was held up takes no place");
    }

    private void waitsForRoom(Publisher publisher, String text, String why) {
        var waiting = background.start("the publish of " + text, () -> publish(publisher, text));
        awaitWaiting(waiting);
        assertThat(waiting.hasEnded()).withFailMessage("publish returned while %s", why).isFalse();
    }
}
