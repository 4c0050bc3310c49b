package course.rabbitmq;

import static course.rabbitmq.ConfirmedPublisher.Outcome.CONFIRMED;
import static course.rabbitmq.ConfirmedPublisher.Outcome.UNROUTABLE;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

/** What is on its way when the connection is lost. */
abstract class ConfirmedPublisherLosses extends ConfirmedPublisherExamples {
    ConfirmedPublisherLosses(
            VirtualHost host, ConfirmedPublisher publishers, Background background) {
        super(host, publishers, background);
    }

    @Test
    void whatIsOnItsWayWhenTheConnectionIsLostIsSentAgain() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        var bread = publish(publisher, "bread");
        line.first().acks(2);
        becomes("milk", milk, CONFIRMED);
        line.first().awaitCount(3, "three messages are sent");

        line.first().isLost();
        line.channel(2).awaitCount(2, "what was on its way is sent again on a new channel");

        assertThat(line.channel(2).texts())
                .as("what is sent on the new channel: milk was confirmed before")
                .containsExactly("tea", "bread");
        assertThat(line.channel(2).ids())
                .as("the message ids on the new channel: the same as on the first one")
                .containsExactly(line.first().ids().get(0), line.first().ids().get(2));
        isNotKnown("tea, sent again", tea);
        line.channel(2).acks(1);
        becomes("tea, acked on the new channel, which counts from 1,", tea, CONFIRMED);
        isNotKnown("bread, sent again and not yet acked,", bread);
        line.channel(2).acks(2);
        becomes("bread", bread, CONFIRMED);
    }

    @Test
    void whatIsSentAgainIsInTheOrderOfPublishing() throws Exception {
        var publisher = open(line, 10);
        var texts = IntStream.rangeClosed(1, 40).mapToObj(String::valueOf).toList();
        for (var i = 1; i <= 40; i++) {
            publish(publisher, texts.get(i - 1));
            if (i <= 30) {
                line.first().acks(i);
            }
        }
        line.first().awaitCount(40, "ten more are sent when thirty are acked");

        line.first().isLost();
        line.channel(2).awaitCount(10, "what was on its way is sent again on a new channel");

        assertThat(line.channel(2).texts())
                .as("what is sent again, in the order in which it was published")
                .containsExactlyElementsOf(texts.subList(30, 40));
    }

    @Test
    void whatCouldNotBeWrittenIsSentAgain() throws Exception {
        var publisher = open(line, 10);
        line.first().breaks();
        var tea = publishSoon(publisher, "tea");
        line.first().awaitCount(1, "a message is sent");

        line.first().isLost();
        line.channel(2)
                .awaitCount(
                        1,
                        "what could not be written, since the connection was lost, is sent"
                                + " again on a new channel");
        line.channel(2).acks(1);

        becomes("tea, whose first basicPublish threw an IOException,", tea, CONFIRMED);
    }

    @Test
    void whatIsSentAgainIsPersistentAndMandatory() throws Exception {
        var publisher = open(line, 10);
        publish(publisher, "tea");

        line.first().isLost();
        line.channel(2).awaitCount(1, "what was on its way is sent again on a new channel");

        var again = line.channel(2).sent().getFirst();
        assertThat(again.properties().getDeliveryMode())
                .as("the delivery mode; 2 is persistent")
                .isEqualTo(PERSISTENT);
        assertThat(again.mandatory()).as("mandatory").isTrue();
    }

    @Test
    void whatIsNewComesAfterWhatIsSentAgain() throws Exception {
        var publisher = open(line, 10);
        publish(publisher, "1");
        publish(publisher, "2");
        line.isDown();
        line.first().isLost();

        var newer = publishSoon(publisher, "3");
        line.isUp();
        line.channel(2).awaitCount(3, "all that was on its way is sent on the new channel");

        assertThat(line.channel(2).texts())
                .as("what is sent on the new channel")
                .containsExactly("1", "2", "3");
        line.channel(2).acksUpTo(3);
        becomes("3, published while there was no channel,", newer, CONFIRMED);
    }

    @Test
    void itMayBeLostMoreThanOnce() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        line.first().isLost();
        line.channel(2).awaitCount(1, "what was on its way is sent again");
        var milk = publish(publisher, "milk");

        line.channel(2).isLost();
        line.channel(3).awaitCount(2, "what was on its way is sent again");

        assertThat(line.channel(3).texts())
                .as("what is sent on the third channel")
                .containsExactly("tea", "milk");
        line.channel(3).acksUpTo(2);
        becomes("tea", tea, CONFIRMED);
        becomes("milk", milk, CONFIRMED);
    }

    @Test
    void aNewChannelMayBeLostBeforeItIsUsed() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        line.isLostAgain();

        line.first().isLost();
        background.await(
                "another channel is opened when the new one is lost before it is used",
                () -> line.opened.size() >= 3);
        line.channel(3)
                .awaitCount(1, "when the second channel is lost at once, tea is sent on a third");
        line.channel(3).acks(1);

        becomes("tea, sent on a third channel,", tea, CONFIRMED);
    }

    @Test
    void whatCameBackIsForTheChannelOnWhichItDid() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");

        line.first().isLost();
        line.channel(2).awaitCount(1, "what was on its way is sent again");
        line.channel(2).returns(1);
        line.channel(2).acks(1);

        becomes("tea, which came back on the second channel,", tea, UNROUTABLE);
    }
}
