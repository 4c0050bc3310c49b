package course.rabbitmq;

import static course.rabbitmq.ConfirmedPublisher.Outcome.CONFIRMED;
import static course.rabbitmq.ConfirmedPublisher.Outcome.UNROUTABLE;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.rabbitmq.ConfirmedPublisher.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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
        publisher.publish("shop", "orders.tea", bytes("tea"));
        line.first().awaitCount(1, "a message is sent");

        line.first().isLost();
        line.channel(2).awaitCount(1, "what was on its way is sent again on a new channel");

        isTheSame(line.channel(2).sent().getFirst(), line.first().sent().getFirst());
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
    void whatIsNewWaitsUntilAllTheRestIsSentAgain() throws Exception {
        var publisher = open(line, 10);
        for (var text : List.of("1", "2", "3")) {
            publish(publisher, text);
        }
        line.isFullThen();
        line.first().isLost();
        line.channel(2).awaitCount(1, "what was on its way is sent again, and is held up");

        var newer = background.start("the publish of 4", () -> publish(publisher, "4"));
        awaitWaiting(newer);
        line.channel(2).goesOn();
        line.channel(2).awaitCount(4, "all is sent on the new channel when it takes more");

        assertThat(line.channel(2).texts())
                .as(
                        "what is sent on the new channel, where 4 was published while 1 was being"
                                + " sent again")
                .containsExactly("1", "2", "3", "4");
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

    /** Once, and again and again. */
    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void aNewChannelMayBeLostBeforeItIsUsed(int times) throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        line.isLostAgain(times);

        line.first().isLost();
        background.await(
                "another channel is opened when a new one is lost before it is used, and that %s times"
                        .formatted(times),
                () -> line.opened.size() >= times + 2);
        line.channel(times + 2)
                .awaitCount(
                        1,
                        "when %s new channels are lost at once, tea is sent on the next one"
                                .formatted(times));
        line.channel(times + 2).acks(1);

        becomes("tea, sent on channel number %s,".formatted(times + 2), tea, CONFIRMED);
    }

    /** By an exception at the first message, or at the second one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNewChannelMayBeLostWhileItIsUsed(boolean broken) throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        line.first().awaitCount(2, "two messages are sent");
        line.isFullThen();
        line.first().isLost();
        line.channel(2).awaitCount(1, "what was on its way is sent again, and is held up");

        if (broken) {
            line.channel(2).breaks();
        }
        line.channel(2).isLostUnheard();
        line.channel(2).goesOn();
        line.channel(2).isHeardOf();
        line.channel(3)
                .awaitCount(
                        2,
                        "what was on its way is sent on a third channel when the second one is lost"
                                + " while tea and milk are sent again on it (basicPublish throws)");

        assertThat(line.channel(3).texts())
                .as("what is sent on the third channel")
                .containsExactly("tea", "milk");
        line.channel(3).acksUpTo(2);
        becomes("tea", tea, CONFIRMED);
        becomes("milk", milk, CONFIRMED);
    }

    @Test
    void whatIsPublishedAfterALossWithNothingOnItsWayIsSent() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        line.first().acks(1);
        becomes("tea", tea, CONFIRMED);

        line.first().isLost();
        var milk = publishSoon(publisher, "milk");
        line.channel(2)
                .awaitCount(
                        1,
                        "milk, published after the connection was lost while nothing was on its"
                                + " way, is sent on a new channel");
        line.channel(2).acks(1);

        becomes("milk", milk, CONFIRMED);
        assertThat(line.channel(2).texts())
                .as("what is sent on the new channel")
                .containsExactly("milk");
    }

    @Test
    void confirmsAreHeardWhileItIsSentAgain() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        line.first().awaitCount(2, "two messages are sent");
        line.isFullThen();
        line.first().isLost();
        line.channel(2).awaitCount(1, "tea is sent again, and is held up");

        line.channel(2).acks(1);

        becomes("tea, acked while it is being sent again and is held up,", tea, CONFIRMED);
        line.channel(2).goesOn();
        line.channel(2).acks(2);
        becomes("milk", milk, CONFIRMED);
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

    @Test
    void whatWasNackedKeepsItsTurn() throws Exception {
        var publisher = open(line, 10);
        for (var text : List.of("1", "2", "3")) {
            publish(publisher, text);
        }
        line.first().nacks(1);
        line.first().awaitCount(4, "a message that is nacked is sent again");
        line.first().nacks(2);
        line.first().awaitCount(5, "a message that is nacked is sent again");

        line.first().isLost();
        line.channel(2).awaitCount(3, "what was on its way is sent again on a new channel");

        assertThat(line.channel(2).texts())
                .as(
                        "what is sent on the new channel, in the order in which it was published; 1"
                                + " and 2 were nacked, and sent again after 3, before")
                .containsExactly("1", "2", "3");
    }

    @Test
    void whatWasLostTwiceIsInTheOrderOfPublishing() throws Exception {
        var publisher = open(line, 10);
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        for (var channel = 1; channel <= 3; channel++) {
            outcomes.add(publish(publisher, channel + "a"));
            outcomes.add(publish(publisher, channel + "b"));
            line.channel(channel).awaitCount(2 * channel, "all that is on its way is sent");
            line.channel(channel).isLost();
        }
        line.channel(4).awaitCount(6, "what was on its way is sent again on a new channel");

        assertThat(line.channel(4).texts())
                .as("what is sent on the fourth channel, in the order in which it was published")
                .containsExactly("1a", "1b", "2a", "2b", "3a", "3b");
        line.channel(4).acksUpTo(6);
        for (var outcome : outcomes) {
            becomes("each of the six messages", outcome, CONFIRMED);
        }
    }

    @Test
    void whatCameBackBeforeTheLossIsAskedAgain() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        line.first().returns(1);

        line.first().isLost();
        line.channel(2).awaitCount(1, "what was on its way is sent again");
        isNotKnown("tea, which came back on a channel that was lost before it was acked,", tea);
        line.channel(2).acks(1);

        becomes("tea, which did not come back on the second channel,", tea, CONFIRMED);
    }

    /** What somebody else has made of an outcome. */
    enum Ending {
        CANCELLED(outcome -> outcome.cancel(false)),
        COMPLETED(outcome -> outcome.complete(CONFIRMED)),
        FAILED(outcome -> outcome.completeExceptionally(new IllegalStateException("enough")));

        private final Consumer<CompletableFuture<Outcome>> ending;

        Ending(Consumer<CompletableFuture<Outcome>> ending) {
            this.ending = ending;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** After a nack, and after a loss. */
    @ParameterizedTest
    @EnumSource
    void aMessageWhoseOutcomeSomebodyElseEndsIsSentAgain(Ending how) throws Exception {
        var publisher = open(line, 10);
        how.ending.accept(publish(publisher, "tea"));
        var milk = publish(publisher, "milk");
        var why = "tea, whose outcome somebody else has %s, is sent again".formatted(how);

        line.first().nacks(1);
        line.first().awaitCount(3, why + " when it is nacked");
        line.first().isLost();
        line.channel(2).awaitCount(2, why + " when the connection is lost");
        line.channel(2).acksUpTo(2);

        assertThat(line.channel(2).texts())
                .as("what is sent on the new channel")
                .containsExactly("tea", "milk");
        becomes("milk", milk, CONFIRMED);
    }

    @Test
    void aRefusalOnTheNewChannelFailsWhatWasSentAgain() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        line.first().isLost();
        line.channel(2).awaitCount(2, "what was on its way is sent again");
        line.channel(2).acks(2);
        becomes("milk, sent again and acked,", milk, CONFIRMED);

        line.channel(2).isRefused("NO-SUCH-EXCHANGE");

        assertThat(
                        failsWith(
                                Exception.class,
                                "tea, on its way on the channel that was closed",
                                tea))
                .as("why it fails: what the broker has said")
                .anyMatch(reason -> reason.contains("NO-SUCH-EXCHANGE"));
    }

    @Test
    void aNewChannelThatDoesNotConfirmIsNoChannel() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        line.refusesConfirms();

        line.first().isLost();
        background.await(
                "another channel is opened, or it is given up, when the new one is closed by the"
                        + " broker before it is in confirm mode",
                () -> line.opened.size() >= 3 || tea.isDone());

        background.await(
                "the channel that could not be put into confirm mode is closed",
                () -> line.opened.get(1).isClosed());
    }
}
