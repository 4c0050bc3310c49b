package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;

import course.kit.Background;
import course.kit.Example;
import course.kit.Patience;
import course.rabbitmq.ConfirmedPublisher.Channels;
import course.rabbitmq.ConfirmedPublisher.Outcome;
import course.rabbitmq.ConfirmedPublisher.Publisher;
import course.rabbitmq.ConfirmingChannel.Sent;

import org.junit.jupiter.api.BeforeAll;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What the parts of ConfirmedPublisher's specification have in common. */
abstract class ConfirmedPublisherExamples {
    static final String QUEUE = "orders";
    static final int PERSISTENT = 2;
    static final int STANDS_STILL = 20;
    final VirtualHost host;
    final ConfirmedPublisher publishers;
    final Example example = Example.current();
    final Background background;
    final Line line = new Line();

    ConfirmedPublisherExamples(
            VirtualHost host, ConfirmedPublisher publishers, Background background) {
        this.host = host;
        this.publishers = publishers;
        this.background = background;
    }

    /** The first mock takes long, since it is made of classes that are made for it. */
    @BeforeAll
    static void tryOutMocks() {
        mock(Channel.class);
    }

    /** Channels whose broker is the example; the first one has the number 1. */
    final class Line implements Channels {
        final List<ConfirmingChannel> opened = new CopyOnWriteArrayList<>();
        private final List<AssertionError> complaints = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch isUp = new CountDownLatch(0);
        private volatile Channels gone;
        private volatile boolean isAnsweringAll;
        private volatile int losses;
        private volatile boolean nextRefuses;
        private volatile Throwable nextFails;
        private volatile boolean nextHesitates;
        private volatile boolean nextIsFull;

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
            if (nextRefuses) {
                nextRefuses = false;
                next.refusesConfirms();
            }
            if (nextFails != null) {
                next.failsToConfirm(nextFails);
                nextFails = null;
            }
            if (nextHesitates) {
                nextHesitates = false;
                next.isHeldUp();
            }
            if (nextIsFull) {
                nextIsFull = false;
                next.isFull();
            }
            if (losses > 0) {
                losses = losses - 1;
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

        /** The connection of each of the next channels is gone when the channel is there. */
        void isLostAgain(int times) {
            losses = times;
        }

        /** The next channel can't be put into confirm mode, and is closed by the broker. */
        void refusesConfirms() {
            nextRefuses = true;
        }

        /** The next channel can't be put into confirm mode, and stays open. */
        void failsToConfirm(Throwable failure) {
            nextFails = failure;
        }

        /** The next channel's broker does not answer to confirmSelect for a while. */
        void hesitatesToConfirm() {
            nextHesitates = true;
        }

        /** The first publish on the next channel is held up. */
        void isFullThen() {
            nextIsFull = true;
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
    final class ReconnectingChannels implements Channels {
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

    Publisher open(int outstanding) throws Exception {
        var connection = host.connect();
        return open(connection::createChannel, outstanding);
    }

    Publisher open(Channels channels, int outstanding) throws Exception {
        return open(publishers, channels, outstanding);
    }

    Publisher open(ConfirmedPublisher publishers, Channels channels, int outstanding)
            throws Exception {
        var publisher = Reasons.telling("open", () -> publishers.open(channels, outstanding));
        example.closesAtEnd(() -> {
            line.answersAll();
            publisher.close();
        });
        return publisher;
    }

    static CompletableFuture<Outcome> publish(Publisher publisher, String body)
            throws InterruptedException {
        return publish(publisher, QUEUE, body);
    }

    static CompletableFuture<Outcome> publish(Publisher publisher, String queue, String body)
            throws InterruptedException {
        return publisher.publish("", queue, bytes(body));
    }

    static void isTheSame(Sent again, Sent before) {
        assertThat(List.of(again.exchange(), again.routingKey(), again.text(), again.id()))
                .as("exchange, routing key, text and message id of what is sent again")
                .isEqualTo(
                        List.of(
                                before.exchange(),
                                before.routingKey(),
                                before.text(),
                                before.id()));
        assertThat(again.properties().getDeliveryMode())
                .as("its delivery mode; 2 is persistent")
                .isEqualTo(PERSISTENT);
        assertThat(again.mandatory()).as("whether it is mandatory").isTrue();
    }

    /** A publish that need not wait for anything but a channel. */
    CompletableFuture<Outcome> publishSoon(Publisher publisher, String body) {
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

    static void refusesToPublish(Publisher publisher) {
        assertThatThrownBy(
                        () -> publisher.publish("", QUEUE, bytes("more")),
                        "publish on one that is closed, or has no channel any more")
                .isInstanceOf(IllegalStateException.class);
    }

    static void becomes(String what, CompletableFuture<Outcome> outcome, Outcome expected) {
        try {
            assertThat(outcome.get(Patience.limit().toMillis(), TimeUnit.MILLISECONDS))
                    .as("the outcome of " + what)
                    .isEqualTo(expected);
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "expected that the outcome of %s is %s; it was not known within %s s"
                            .formatted(what, expected, Patience.limit().toSeconds()));
        } catch (ExecutionException e) {
            throw new AssertionError(
                    "expected that the outcome of %s is %s; it failed: %s"
                            .formatted(what, expected, String.join("; ", Reasons.of(e.getCause()))),
                    e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    static void isNotKnown(String what, CompletableFuture<Outcome> outcome) {
        assertThat(outcome.isDone())
                .withFailMessage(() ->
                        "the outcome of %s is not known yet, and it was given as %s"
                                .formatted(what, told(outcome)))
                .isFalse();
    }

    /** Of an outcome that is known: CONFIRMED, UNROUTABLE, or why it failed. */
    private static String told(CompletableFuture<Outcome> outcome) {
        return outcome.isCompletedExceptionally()
                ? "a failure: " + String.join("; ", Reasons.of(outcome.exceptionNow()))
                : outcome.join().toString();
    }

    /** Waits for the failure; what it and its causes say. */
    List<String> failsWith(
            Class<? extends Throwable> type, String what, CompletableFuture<Outcome> outcome) {
        background.await("the outcome of %s is a failure".formatted(what), outcome::isDone);
        assertThat(outcome.isCompletedExceptionally())
                .withFailMessage(() ->
                        "expected that %s fails; its outcome was %s".formatted(what, told(outcome)))
                .isTrue();
        var thrown = outcome.exceptionNow();
        assertThat(Stream.iterate(thrown, Objects::nonNull, Throwable::getCause))
                .as("why %s fails, with its causes", what)
                .hasAtLeastOneElementOfType(type);
        return Reasons.of(thrown);
    }

    /** Waits until it stands still, or has ended. */
    void awaitWaiting(Background.Task task) {
        var still = new AtomicInteger();
        background.await(
                task.thread().getName() + " waits, or ends",
                () ->
                        task.hasEnded()
                                || (task.isWaiting() ? still.incrementAndGet() : zero(still))
                                        == STANDS_STILL);
    }

    static int zero(AtomicInteger count) {
        count.set(0);
        return 0;
    }

    Channel admin() throws Exception {
        return host.connect().createChannel();
    }

    void declareQueue() throws Exception {
        admin().queueDeclare(QUEUE, true, false, false, null);
    }

    GetResponse get() throws Exception {
        var response = admin().basicGet(QUEUE, true);
        assertThat(response).withFailMessage("there is no message in the queue").isNotNull();
        return response;
    }

    List<GetResponse> drain() throws Exception {
        var channel = admin();
        var messages = new ArrayList<GetResponse>();
        for (var next = channel.basicGet(QUEUE, true);
                next != null;
                next = channel.basicGet(QUEUE, true)) {
            messages.add(next);
        }
        return messages;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(GetResponse response) {
        return new String(response.getBody(), StandardCharsets.UTF_8);
    }
}
