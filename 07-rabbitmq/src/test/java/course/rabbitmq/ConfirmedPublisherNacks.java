package course.rabbitmq;

import static course.rabbitmq.ConfirmedPublisher.Outcome.CONFIRMED;
import static course.rabbitmq.ConfirmedPublisher.Outcome.UNROUTABLE;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;

/** What the broker refuses is sent again, so often and no oftener. */
abstract class ConfirmedPublisherNacks extends ConfirmedPublisherExamples {
    ConfirmedPublisherNacks(
            VirtualHost host, ConfirmedPublisher publishers, Background background) {
        super(host, publishers, background);
    }

    @Test
    void aNackedMessageIsSentAgain() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        publish(publisher, "milk");

        line.first().nacks(1);
        line.first().awaitCount(3, "a message that is nacked is sent again on the same channel");

        isNotKnown("tea, which was nacked and is sent again,", tea);
        assertThat(line.first().texts()).containsExactly("tea", "milk", "tea");
        assertThat(line.first().ids().getLast())
                .as("the message id of tea, sent again: the same as before")
                .isEqualTo(line.first().ids().getFirst());
        line.first().acks(3);
        becomes("tea", tea, CONFIRMED);
    }

    @Test
    void aNackOfSeveralIsForAllUpToItsNumber() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        publish(publisher, "bread");

        line.first().nacksUpTo(2);
        line.first()
                .awaitCount(5, "tea and milk are sent again, with a nack up to milk (multiple)");

        assertThat(line.first().texts().subList(3, 5))
                .as("what is sent again")
                .containsExactlyInAnyOrder("tea", "milk");
        line.first().acksUpTo(5);
        becomes("tea", tea, CONFIRMED);
        becomes("milk", milk, CONFIRMED);
    }

    @Test
    void aNackedMessageIsStillOnItsWay() throws Exception {
        var publisher = open(line, 1);
        publish(publisher, "tea");

        line.first().nacks(1);
        line.first().awaitCount(2, "a message that is nacked is sent again");

        var second = background.start("the second publish", () -> publish(publisher, "milk"));
        awaitWaiting(second);
        assertThat(second.hasEnded())
                .withFailMessage("publish returned while 1 was on its way, nacked and sent again")
                .isFalse();
        line.first().acks(2);
        second.awaitEnd();
    }

    @Test
    void whatIsNackedTooOftenFails() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");

        for (var i = 1; i <= ConfirmedPublisher.MOST_NACKS; i++) {
            line.first().awaitCount(i, "a message that is nacked is sent again");
            line.first().nacks(i);
        }

        failsWith(IOException.class, "tea, nacked for the third time,", tea);
        var milk = publish(publisher, "milk");
        line.first().acks(4);
        becomes("milk", milk, CONFIRMED);
        assertThat(line.first().texts())
                .as("what was sent")
                .containsExactly("tea", "tea", "tea", "milk");
    }

    @Test
    void nacksAloneAreCountedAndOnAllChannels() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        line.first().nacks(1);
        line.first().awaitCount(2, "a message that is nacked is sent again");

        line.first().isLost();
        line.channel(2).nacks(1);
        line.channel(2)
                .awaitCount(
                        2,
                        "what is nacked for the second time is sent again; a channel that is lost"
                                + " is no nack");
        line.channel(2).nacks(2);

        failsWith(
                IOException.class,
                "tea, nacked for the third time, once on one channel and twice on the next,",
                tea);
    }

    @Test
    void whatHasFailedMakesRoom() throws Exception {
        var publisher = open(line, 1);
        publish(publisher, "tea");
        for (var i = 1; i <= ConfirmedPublisher.MOST_NACKS; i++) {
            line.first().nacks(i);
        }

        publishSoon(publisher, "milk");
        line.first().awaitCount(4, "there is room for milk when tea was nacked too often");
        line.first().isRefused("NOT_FOUND");

        var bread = publishSoon(publisher, "bread");
        line.channel(2).awaitCount(1, "there is room for bread when milk's channel was closed");
        line.channel(2).acks(1);
        becomes("bread", bread, CONFIRMED);
    }

    @Test
    void whatAFullQueueRefusesFails() throws Exception {
        host.needsRabbitMq("only it nacks what a full queue can't take");
        admin().queueDeclare(
                        QUEUE,
                        true,
                        false,
                        false,
                        Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
        var publisher = open(10);

        becomes("tea", publish(publisher, QUEUE, "tea"), CONFIRMED);

        var milk = publish(publisher, QUEUE, "milk");
        failsWith(IOException.class, "milk, for which the queue has no room,", milk);
    }

    @Test
    void whatIsSentAgainIsTheSameMessage() throws Exception {
        var publisher = open(line, 10);
        publisher.publish("shop", "orders.tea", bytes("tea"));

        line.first().nacks(1);
        line.first().awaitCount(2, "a message that is nacked is sent again");

        isTheSame(line.first().sent().get(1), line.first().sent().get(0));
    }

    @Test
    void whatIsNackedAsItsChannelIsLostIsSentOnTheNext() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        line.first().awaitCount(2, "two messages are sent");

        line.first().isLostUnheard();
        line.first().nacks(1);
        line.first().isHeardOf();
        line.channel(2)
                .awaitCount(
                        2,
                        "tea, nacked on a channel that is closed before tea is sent again, goes on"
                                + " the next one, and so does milk");

        assertThat(line.channel(2).texts())
                .as("what is sent on the new channel, in the order in which it was published")
                .containsExactly("tea", "milk");
        line.channel(2).acksUpTo(2);
        becomes("tea, nacked and then lost,", tea, CONFIRMED);
        becomes("milk", milk, CONFIRMED);
    }

    @Test
    void whatCameBackCountsForTheAnswerThatFollows() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");

        line.first().returns(1);
        line.first().nacks(1);
        line.first().awaitCount(2, "a message that is nacked is sent again");
        line.first().acks(2);

        becomes(
                "tea, which came back and was nacked, then was sent again and did not come back,",
                tea,
                CONFIRMED);
    }

    @Test
    void whatCameBackCountsForANackOfSeveral() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");

        line.first().returns(1);
        line.first().nacksUpTo(2);
        line.first().awaitCount(4, "tea and milk are sent again");
        line.first().acksUpTo(4);

        becomes(
                "tea, which came back and was nacked together with milk, then was sent again and"
                        + " did not come back,",
                tea,
                CONFIRMED);
        becomes("milk", milk, CONFIRMED);
    }

    @Test
    void whatCameBackWhenItWasSentAgainIsUnroutable() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");

        line.first().nacks(1);
        line.first().awaitCount(2, "a message that is nacked is sent again");
        line.first().returns(2);
        line.first().acks(2);

        becomes("tea, which came back when it was sent again,", tea, UNROUTABLE);
    }

    @Test
    void aNackOfSeveralCountsForEach() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        line.first().nacks(1);
        line.first().awaitCount(2, "a message that is nacked is sent again");
        var milk = publish(publisher, "milk");

        line.first().nacksUpTo(3);
        line.first().awaitCount(5, "tea and milk are sent again");
        line.first().nacksUpTo(5);
        failsWith(IOException.class, "tea, nacked for the third time,", tea);
        line.first().awaitCount(6, "milk, nacked for the second time, is sent again");
        isNotKnown("milk, nacked twice,", milk);
        line.first().acks(6);

        becomes("milk", milk, CONFIRMED);
    }
}
