package course.rabbitmq;

import static course.rabbitmq.ConfirmedPublisher.Outcome.CONFIRMED;
import static course.rabbitmq.ConfirmedPublisher.Outcome.UNROUTABLE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;

import course.kit.Background;
import course.kit.Deadline;
import course.kit.Example;
import course.kit.Exercise;
import course.kit.Patience;
import course.kit.WhenTheRestIsRight;
import course.rabbitmq.ConfirmedPublisher.Channels;
import course.rabbitmq.ConfirmedPublisher.Outcome;
import course.rabbitmq.ConfirmedPublisher.Publisher;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Exercise(id = "7.7", title = "ConfirmedPublisher", section = "RabbitMQ队列")
@OnBroker
class ConfirmedPublisherSpec {
    private static final String QUEUE = "orders";
    private static final int PERSISTENT = 2;
    private static final int STANDS_STILL = 20;
    private static final int LONG = 5;

    private final VirtualHost host;
    private final ConfirmedPublisher publishers;
    private final Example example = Example.current();
    private final Background background;
    private final Line line = new Line();

    /** The first mock takes long, since it is made of classes that are made for it. */
    @BeforeAll
    static void tryOutMocks() {
        mock(Channel.class);
    }

    ConfirmedPublisherSpec(VirtualHost host, ConfirmedPublisher publishers, Background background) {
        this.host = host;
        this.publishers = publishers;
        this.background = background;
    }

    @Test
    void aMessageIsConfirmed() throws Exception {
        declareQueue();
        var publisher = open(10);

        var outcome = publish(publisher, QUEUE, "tea");

        becomes("tea", outcome, CONFIRMED);
        assertThat(text(get())).as("the message in the queue").isEqualTo("tea");
    }

    @Test
    void itIsNotConfirmedBeforeTheBrokerSaysSo() throws Exception {
        var publisher = open(line, 10);

        var outcome = publish(publisher, "tea");
        publish(publisher, "milk");
        line.first().awaitCount(2, "two messages are sent");
        isNotKnown("tea, which the broker has not answered,", outcome);

        line.first().acks(1);
        becomes("tea", outcome, CONFIRMED);
    }

    @Test
    void anAckIsForOneMessage() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        var bread = publish(publisher, "bread");

        line.first().acks(2);

        becomes("milk", milk, CONFIRMED);
        isNotKnown("tea, while milk alone is acked,", tea);
        isNotKnown("bread, while milk alone is acked,", bread);
    }

    @Test
    void anAckOfSeveralIsForAllUpToItsNumber() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        var bread = publish(publisher, "bread");

        line.first().acksUpTo(2);

        becomes("tea, with an ack up to milk (multiple),", tea, CONFIRMED);
        becomes("milk", milk, CONFIRMED);
        isNotKnown("bread, with an ack up to milk,", bread);
    }

    @Test
    void aMessageIsPersistent() throws Exception {
        declareQueue();
        var publisher = open(10);

        becomes("tea", publish(publisher, QUEUE, "tea"), CONFIRMED);

        assertThat(get().getProps().getDeliveryMode())
                .as("the delivery mode; 2 is persistent, others are gone after a restart")
                .isEqualTo(PERSISTENT);
    }

    @Test
    void noTwoMessagesHaveTheSameId() throws Exception {
        var one = open(line, 10);
        var other = open(line, 10);
        for (var i = 0; i < 5; i++) {
            publish(one, "tea");
            publish(other, "tea");
        }
        line.channel(1).awaitCount(5, "five messages are sent by each publisher");
        line.channel(2).awaitCount(5, "five messages are sent by each publisher");

        var ids = new ArrayList<>(line.channel(1).ids());
        ids.addAll(line.channel(2).ids());

        assertThat(ids)
                .as("the message ids of ten messages, by two publishers")
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void whatNoQueueTakesIsReported() throws Exception {
        var publisher = open(10);

        var outcome = publish(publisher, "nowhere", "tea");

        becomes("a message that no queue takes (was it mandatory?)", outcome, UNROUTABLE);
    }

    @Test
    void aMessageThatComesBackDoesNotSpoilTheOthers() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        var bread = publish(publisher, "bread");

        line.first().returns(2);
        line.first().acksUpTo(3);

        becomes("tea", tea, CONFIRMED);
        becomes("milk, which came back before its ack,", milk, UNROUTABLE);
        becomes("bread", bread, CONFIRMED);
    }

    @Test
    void eachOfManyHasItsOwnOutcome() throws Exception {
        declareQueue();
        var publisher = open(50);
        var expected = new ArrayList<String>();
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        for (var i = 0; i < 150; i++) {
            var queue = i % 7 == 0 ? "nowhere" : QUEUE;
            outcomes.add(publish(publisher, queue, "order " + i));
            if (queue.equals(QUEUE)) {
                expected.add("order " + i);
            }
        }

        for (var i = 0; i < outcomes.size(); i++) {
            var outcome = i % 7 == 0 ? UNROUTABLE : CONFIRMED;
            becomes("order " + i, outcomes.get(i), outcome);
        }
        assertThat(drain().stream().map(ConfirmedPublisherSpec::text))
                .as("the messages in the queue")
                .containsExactlyElementsOf(expected);
    }

    @Test
    void severalThreadsMayPublish() throws Exception {
        declareQueue();
        var publisher = open(20);
        var outcomes = new CopyOnWriteArrayList<CompletableFuture<Outcome>>();
        var threads =
                IntStream.range(0, 4)
                        .mapToObj(thread ->
                                background.start(
                                        "publishing thread " + thread,
                                        () -> {
                                            for (var i = 0; i < 50; i++) {
                                                outcomes.add(
                                                        publish(
                                                                publisher,
                                                                QUEUE,
                                                                thread + "/" + i));
                                            }
                                        }))
                        .toList();

        threads.forEach(Background.Task::awaitEnd);
        for (var outcome : outcomes) {
            becomes("one of 200 messages by four threads", outcome, CONFIRMED);
        }
        assertThat(drain().stream().map(ConfirmedPublisherSpec::text))
                .as("the messages in the queue")
                .hasSize(200)
                .doesNotHaveDuplicates();
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

    @Test
    void anExchangeThatIsNotThereFailsWithTheBrokersReason() throws Exception {
        declareQueue();
        var connection = host.connect();
        var publisher = open(connection::createChannel, 10);

        var tea = publisher.publish("no-such-exchange", QUEUE, bytes("tea"));
        var reasons = failsWith(Exception.class, "tea, to an exchange that is not there,", tea);
        assertThat(reasons)
                .as("why it fails: what the broker has said")
                .anyMatch(reason -> reason.contains("no-such-exchange"));

        var milk = publishSoon(publisher, "milk");
        becomes("milk, published after the channel was closed,", milk, CONFIRMED);
    }

    @Test
    void aRefusalFailsWhatIsOnItsWayAndNothingElse() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        line.first().acks(1);
        becomes("tea", tea, CONFIRMED);
        line.first().awaitCount(2, "two messages are sent");

        line.first().isRefused("NOT_FOUND");
        failsWith(Exception.class, "milk, on its way when the channel was closed,", milk);

        var bread = publishSoon(publisher, "bread");
        line.channel(2).awaitCount(1, "what is published then goes on a new channel");
        assertThat(line.channel(2).texts())
                .as("what is sent on the new channel: milk has failed")
                .containsExactly("bread");
        line.channel(2).acks(1);
        becomes("bread", bread, CONFIRMED);
    }

    @Test
    void aRoutingKeyThatIsTooLongHarmsNobody() throws Exception {
        declareQueue();
        var publisher = open(10);

        assertThatThrownBy(
                        () -> publisher.publish("", "é".repeat(128), bytes("tea")),
                        "publish with a routing key of 256 bytes")
                .isInstanceOf(IllegalArgumentException.class);

        var milk = publish(publisher, QUEUE, "milk");
        becomes("milk, published after that (what number has it?)", milk, CONFIRMED);
    }

    @Test
    void whenThereIsNoNewChannelAllThatIsOnItsWayFails() throws Exception {
        var publisher = open(line, 2);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        var third = background.start("the third publish", () -> refusesToPublish(publisher));
        awaitWaiting(third);
        line.isGone(() -> {
            throw new IOException("the broker does not come back");
        });

        line.first().isLost();

        for (var outcome : List.of(tea, milk)) {
            assertThat(failsWith(IOException.class, "what was on its way", outcome))
                    .as("why it fails: what the channels' source has thrown")
                    .anyMatch(reason -> reason.contains("the broker does not come back"));
        }
        third.awaitEnd();
        refusesToPublish(publisher);
        publisher.close();
    }

    @Test
    void whateverIsThrownWhereAChannelIsOpenedEndsIt() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var connection = host.connect();
        connection.abort();
        line.isGone(connection::createChannel);

        line.first().isLost();

        failsWith(
                AlreadyClosedException.class,
                "tea, on its way when opening a channel throws an AlreadyClosedException,",
                tea);
        refusesToPublish(publisher);
        publisher.close();
    }

    @Test
    void closingWaitsForWhatIsOnItsWay() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");

        var closing = background.start("close", publisher::close);
        awaitWaiting(closing);
        assertThat(closing.hasEnded())
                .withFailMessage("close returned while a message was on its way")
                .isFalse();
        line.first().acks(1);
        closing.awaitEnd();

        becomes("tea", tea, CONFIRMED);
        assertThat(line.first().isClosed())
                .as("whether the channel is closed when close returns")
                .isTrue();
    }

    @Test
    void closingWaitsForWhatIsSentAgain() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var closing = background.start("close", publisher::close);
        awaitWaiting(closing);

        line.first().isLost();
        line.channel(2)
                .awaitCount(1, "what is on its way when the connection is lost is sent again");
        line.channel(2).acks(1);
        closing.awaitEnd();

        becomes("tea", tea, CONFIRMED);
        assertThat(line.channel(2).isClosed())
                .as("whether the second channel is closed when close returns")
                .isTrue();
    }

    @Test
    void closingThatIsInterruptedFailsWhatIsOnItsWay() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var marked = new CountDownLatch(1);
        var closing =
                background.start(
                        "close",
                        () -> {
                            publisher.close();
                            if (Thread.interrupted()) {
                                marked.countDown();
                            }
                        });
        awaitWaiting(closing);

        closing.thread().interrupt();
        closing.awaitEnd();

        failsWith(Exception.class, "tea, on its way when close was interrupted,", tea);
        assertThat(marked.getCount())
                .as("close returned and its thread was not marked as interrupted any more: count")
                .isZero();
        background.await("the channel is closed", line.first()::isClosed);
    }

    @Test
    void closingDoesNotWaitForABrokerIfThereIsNothingToSend() throws Exception {
        var publisher = open(line, 10);
        line.isDown();
        line.first().isLost();

        var closing = background.start("close, while the broker is away,", publisher::close);

        closing.awaitEnd();
    }

    @Test
    void aClosedOneTakesNoMore() throws Exception {
        var publisher = open(line, 10);

        Reasons.closing(publisher);
        Reasons.closing(publisher);

        refusesToPublish(publisher);
        assertThat(line.first().texts()).as("what was sent").isEmpty();
    }

    @Test
    void whoWaitsToPublishIsToldThatItIsClosed() throws Exception {
        var publisher = open(line, 1);
        publish(publisher, "tea");
        var waiting = background.start("a publish that waits", () -> refusesToPublish(publisher));
        awaitWaiting(waiting);
        var closing = background.start("close", publisher::close);
        awaitWaiting(closing);

        line.first().acks(1);
        closing.awaitEnd();
        waiting.awaitEnd();

        assertThat(line.first().texts()).as("what was sent").containsExactly("tea");
    }

    @Test
    void noChannelIsLeftOpen() throws Exception {
        declareQueue();
        var connection = host.connect(1);

        for (var i = 0; i < 3; i++) {
            try (var publisher = openOn(connection)) {
                becomes("order " + i, publish(publisher, QUEUE, "order " + i), CONFIRMED);
            }
        }

        assertThat(connection.isOpen()).as("the caller's connection is open").isTrue();
    }

    @Test
    void noneMayBeOnItsWayIsRefused() throws Exception {
        assertThatThrownBy(() -> publishers.open(line, 0), "open with outstanding = 0")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Deadline(seconds = 60)
    @WhenTheRestIsRight
    void whatIsConfirmedIsThereAfterACrash() throws Exception {
        host.needsToCrash();
        declareQueue();
        var channels = new ReconnectingChannels();
        var publisher = open(channels, 200);
        var outcomes = new CopyOnWriteArrayList<CompletableFuture<Outcome>>();
        var publishing =
                background.start(
                        "publishing",
                        () -> {
                            for (var i = 0; i < 3_000; i++) {
                                outcomes.add(publish(publisher, QUEUE, "order " + i));
                            }
                        });
        background.await(
                "500 messages are confirmed",
                () -> outcomes.stream().filter(CompletableFuture::isDone).count() >= 500);

        channels.crashAndRestart();

        awaitLong("publishing ends when the broker is there again", publishing::hasEnded);
        awaitLong(
                "the outcome of all messages is known when the broker is there again",
                () -> outcomes.stream().allMatch(CompletableFuture::isDone));
        publisher.close(); // before the connections that it has opened are
        for (var i = 0; i < outcomes.size(); i++) {
            becomes("order " + i, outcomes.get(i), CONFIRMED);
        }
        var ids = new HashMap<String, Set<String>>();
        drain().forEach(message ->
                ids.computeIfAbsent(text(message), text -> new HashSet<>())
                        .add(message.getProps().getMessageId()));
        assertThat(IntStream.range(0, 3_000).mapToObj("order %s"::formatted))
                .as("messages that were confirmed, and that are not in the queue after the crash")
                .allMatch(ids::containsKey);
        assertThat(ids.values())
                .as("the message ids of each message; one that came twice has one")
                .allMatch(ofOne -> ofOne.size() == 1);
    }

    /** Channels whose broker is the example; the first one has the number 1. */
    private final class Line implements Channels {
        private final List<ConfirmingChannel> opened = new CopyOnWriteArrayList<>();
        private final List<AssertionError> complaints = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch isUp = new CountDownLatch(0);
        private volatile Channels gone;
        private volatile boolean isAnsweringAll;
        private volatile boolean nextIsLost;

        @Override
        public Channel open() throws IOException, TimeoutException, InterruptedException {
            if (ConfirmingChannel.isCallback()) {
                var complaint =
                        new AssertionError(
                                "a channel was opened in a callback of the client; the thread that"
                                        + " would hear the broker's answer is busy then");
                complaints.add(complaint);
                throw complaint;
            }
            isUp.await();
            if (gone != null) {
                return gone.open();
            }
            var next = new ConfirmingChannel(background);
            if (isAnsweringAll) {
                next.answersAll();
            }
            if (nextIsLost) {
                nextIsLost = false;
                next.isLost();
            }
            opened.add(next);
            return next.channel();
        }

        ConfirmingChannel first() {
            return channel(1);
        }

        ConfirmingChannel channel(int number) {
            background.await(
                    "there is a channel number %s, and it is in confirm mode".formatted(number),
                    () -> {
                        complaints.forEach(complaint -> {
                            throw complaint;
                        });
                        return opened.size() >= number && opened.get(number - 1).isConfirming();
                    });
            return opened.get(number - 1);
        }

        /** There is no new channel before {@link #isUp}. */
        void isDown() {
            isUp = new CountDownLatch(1);
        }

        void isUp() {
            isUp.countDown();
        }

        /** The next channel's connection is gone when the channel is there. */
        void isLostAgain() {
            nextIsLost = true;
        }

        /** There is no new channel any more; {@code why} throws. */
        void isGone(Channels why) {
            gone = why;
        }

        /** Nothing is on its way any more, so that the publisher can be closed. */
        void answersAll() {
            isAnsweringAll = true;
            isUp();
            opened.forEach(ConfirmingChannel::answersAll);
        }
    }

    /** New connections to the example's broker, whenever it is there. */
    private final class ReconnectingChannels implements Channels {
        private volatile CountDownLatch isUp = new CountDownLatch(0);

        @Override
        public Channel open() throws IOException, InterruptedException {
            isUp.await();
            try {
                return admin();
            } catch (Exception e) {
                throw new IOException("no connection to the example's broker", e);
            }
        }

        void crashAndRestart() {
            isUp = new CountDownLatch(1);
            host.broker().crash();
            host.broker().restart();
            isUp.countDown();
        }
    }

    private Publisher open(int outstanding) throws Exception {
        var connection = host.connect();
        return open(connection::createChannel, outstanding);
    }

    private Publisher open(Channels channels, int outstanding) throws Exception {
        var publisher = Reasons.telling("open", () -> publishers.open(channels, outstanding));
        example.closesAtEnd(() -> {
            line.answersAll();
            publisher.close();
        });
        return publisher;
    }

    private Publisher openOn(Connection connection) {
        return Reasons.telling("open", () -> publishers.open(() -> onlyChannel(connection), 10));
    }

    private static Channel onlyChannel(Connection connection) throws IOException {
        var channel = connection.createChannel();
        assertThat(channel)
                .withFailMessage(
                        "the connection may have one channel, and that of the publisher before is"
                                + " still open: close returned too early, or did not close it")
                .isNotNull();
        return channel;
    }

    private static CompletableFuture<Outcome> publish(Publisher publisher, String body)
            throws InterruptedException {
        return publish(publisher, QUEUE, body);
    }

    private static CompletableFuture<Outcome> publish(
            Publisher publisher, String queue, String body) throws InterruptedException {
        return publisher.publish("", queue, bytes(body));
    }

    /** A publish that need not wait for anything but a channel. */
    private CompletableFuture<Outcome> publishSoon(Publisher publisher, String body) {
        var outcome = new CompletableFuture<Outcome>();
        background.start(
                "the publish of " + body,
                () ->
                        publish(publisher, body)
                                .whenComplete((value, thrown) -> {
                                    if (thrown == null) {
                                        outcome.complete(value);
                                    } else {
                                        outcome.completeExceptionally(thrown);
                                    }
                                }));
        return outcome;
    }

    private static void refusesToPublish(Publisher publisher) {
        assertThatThrownBy(
                        () -> publisher.publish("", QUEUE, bytes("more")),
                        "publish on one that is closed, or has no channel any more")
                .isInstanceOf(IllegalStateException.class);
    }

    private static void becomes(String what, CompletableFuture<Outcome> outcome, Outcome expected) {
        try {
            assertThat(outcome.get(Patience.limit().toMillis(), TimeUnit.MILLISECONDS))
                    .as("the outcome of " + what)
                    .isEqualTo(expected);
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "the outcome of %s is %s, and it was still not known after %s s"
                            .formatted(what, expected, Patience.limit().toSeconds()));
        } catch (ExecutionException e) {
            throw new AssertionError(
                    "the outcome of %s is %s, and it failed: %s"
                            .formatted(what, expected, String.join("; ", Reasons.of(e.getCause()))),
                    e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static void isNotKnown(String what, CompletableFuture<Outcome> outcome) {
        assertThat(outcome.isDone())
                .withFailMessage(() ->
                        "the outcome of %s is not known yet, and it was given as %s"
                                .formatted(what, outcome))
                .isFalse();
    }

    /** Waits for the failure; what it and its causes say. */
    private List<String> failsWith(
            Class<? extends Exception> type, String what, CompletableFuture<Outcome> outcome) {
        background.await("the outcome of %s is a failure".formatted(what), outcome::isDone);
        assertThat(outcome.isCompletedExceptionally())
                .withFailMessage(() -> "%s fails; its outcome was %s".formatted(what, outcome))
                .isTrue();
        var thrown = outcome.exceptionNow();
        assertThat(Stream.iterate(thrown, Objects::nonNull, Throwable::getCause))
                .as("why %s fails, with its causes", what)
                .hasAtLeastOneElementOfType(type);
        return Reasons.of(thrown);
    }

    /** Waits until it stands still, or has ended. */
    private void awaitWaiting(Background.Task task) {
        var still = new AtomicInteger();
        background.await(
                task.thread().getName() + " waits, or ends",
                () ->
                        task.hasEnded()
                                || (task.isWaiting() ? still.incrementAndGet() : zero(still))
                                        == STANDS_STILL);
    }

    private static int zero(AtomicInteger count) {
        count.set(0);
        return 0;
    }

    /** For a broker that has just been started. */
    private void awaitLong(String what, BooleanSupplier condition) {
        for (var i = 1; ; i++) {
            try {
                background.await(what, condition);
                return;
            } catch (AssertionError notYet) {
                example.checkBackground();
                if (i == LONG) {
                    throw notYet;
                }
            }
        }
    }

    private Channel admin() throws Exception {
        return host.connect().createChannel();
    }

    private void declareQueue() throws Exception {
        admin().queueDeclare(QUEUE, true, false, false, null);
    }

    private GetResponse get() throws Exception {
        var response = admin().basicGet(QUEUE, true);
        assertThat(response).withFailMessage("there is no message in the queue").isNotNull();
        return response;
    }

    private List<GetResponse> drain() throws Exception {
        var channel = admin();
        var messages = new ArrayList<GetResponse>();
        for (var next = channel.basicGet(QUEUE, true);
                next != null;
                next = channel.basicGet(QUEUE, true)) {
            messages.add(next);
        }
        return messages;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(GetResponse response) {
        return new String(response.getBody(), StandardCharsets.UTF_8);
    }
}
