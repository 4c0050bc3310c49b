package course.rabbitmq;

import static course.rabbitmq.ConfirmedPublisher.Outcome.CONFIRMED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import course.kit.Background;
import course.kit.Deadline;
import course.kit.WhenTheRestIsRight;
import course.rabbitmq.ConfirmedPublisher.Channels;
import course.rabbitmq.ConfirmedPublisher.Outcome;
import course.rabbitmq.ConfirmedPublisher.Publisher;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Closing, and what is left behind. */
abstract class ConfirmedPublisherClosing extends ConfirmedPublisherExamples {
    private static final int LONG = 5;

    ConfirmedPublisherClosing(
            VirtualHost host, ConfirmedPublisher publishers, Background background) {
        super(host, publishers, background);
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
    void closingWaitsForWhatIsNacked() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var closing = background.start("close", publisher::close);
        awaitWaiting(closing);

        line.first().nacks(1);
        line.first()
                .awaitCount(
                        2,
                        "what is nacked while close waits for it is sent again, as at any other"
                                + " time");
        isNotKnown("tea, nacked once while close waits for it,", tea);
        line.first().acks(2);
        closing.awaitEnd();

        becomes("tea", tea, CONFIRMED);
        assertThat(line.first().isClosed())
                .as("whether the channel is closed when close returns")
                .isTrue();
    }

    @Test
    void closingWaitsForARefusal() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var closing = background.start("close", publisher::close);
        awaitWaiting(closing);

        line.first().isRefused("NO-SUCH-EXCHANGE");
        closing.awaitEnd();

        assertThat(
                        failsWith(
                                Exception.class,
                                "tea, on its way when the broker closed the channel while close"
                                        + " waited,",
                                tea))
                .as("why it fails: what the broker has said")
                .anyMatch(reason -> reason.contains("NO-SUCH-EXCHANGE"));
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

    @Test
    void closingThatIsInterruptedLeavesNoChannelThatIsOpenedMeanwhile() throws Exception {
        var begun = new AtomicInteger();
        var over = new AtomicInteger();
        Channels counting =
                () -> {
                    begun.incrementAndGet();
                    try {
                        return line.open();
                    } finally {
                        over.incrementAndGet();
                    }
                };
        var publisher = open(counting, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        line.isDown();
        line.first().isLost();
        background.await("a new channel is opened", () -> begun.get() == 2);
        var closing = background.start("close", publisher::close);
        awaitWaiting(closing);

        closing.thread().interrupt();
        closing.awaitEnd();
        line.isUp();

        failsWith(Exception.class, "tea, on its way when close was interrupted,", tea);
        failsWith(Exception.class, "milk, on its way when close was interrupted,", milk);
        background.await("Channels.open has come to its end", () -> over.get() == begun.get());
        background.await(
                "the channel that was being opened when close was interrupted is closed",
                () -> line.opened.stream().allMatch(ConfirmingChannel::isClosed));
    }

    @Test
    void whoClosesInterruptedDoesNotWait() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var marked = new AtomicBoolean();

        background
                .start(
                        "close, by a thread that is interrupted already,",
                        () -> {
                            Thread.currentThread().interrupt();
                            publisher.close();
                            marked.set(Thread.interrupted());
                        })
                .awaitEnd();

        failsWith(Exception.class, "tea, on its way when it was closed,", tea);
        assertThat(marked).as("whether the thread is still marked as interrupted").isTrue();
        background.await("the channel is closed", line.first()::isClosed);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void lessThanOneOnTheirWayIsRefused(int outstanding) {
        assertThatThrownBy(
                        () -> publishers.open(line, outstanding),
                        "open with outstanding = " + outstanding)
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(line.opened.stream().filter(channel -> !channel.isClosed()))
                .as("channels that are left open by it")
                .isEmpty();
    }
}
