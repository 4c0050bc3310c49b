package course.rabbitmq;

import static course.rabbitmq.ConfirmedPublisher.Outcome.CONFIRMED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.ShutdownSignalException;

import course.kit.Background;
import course.rabbitmq.ConfirmedPublisher.Outcome;
import course.rabbitmq.ConfirmedPublisher.Publisher;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** What can never be delivered. */
abstract class ConfirmedPublisherFailures extends ConfirmedPublisherExamples {
    ConfirmedPublisherFailures(
            VirtualHost host, ConfirmedPublisher publishers, Background background) {
        super(host, publishers, background);
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
    void aRefusalFailsNothingThatIsPublishedAfterIt() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        line.first().awaitCount(1, "a message is sent");
        line.isDown();
        line.first().isRefused("NOT_FOUND");
        var milk = new CompletableFuture<Outcome>();
        var publishing =
                background.start(
                        "the publish of milk",
                        () -> publish(publisher, "milk").thenAccept(milk::complete));
        awaitWaiting(publishing);

        line.isUp();
        line.channel(2)
                .awaitCount(
                        1,
                        "milk, published after the channel was closed and before there is a new"
                                + " one, is sent on the new one");
        assertThat(line.channel(2).texts())
                .as("what is sent on the new channel: tea has failed")
                .containsExactly("milk");
        line.channel(2).acks(1);

        failsWith(Exception.class, "tea, on its way when the channel was closed,", tea);
        becomes("milk", milk, CONFIRMED);
    }

    @Test
    void aRefusalWithNothingOnItsWayHarmsNobody() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        line.first().acks(1);
        becomes("tea", tea, CONFIRMED);

        line.first().isRefused("NOT_FOUND");
        var milk = publishSoon(publisher, "milk");
        line.channel(2)
                .awaitCount(
                        1,
                        "milk, published after the channel was closed while nothing was on its way,"
                                + " is sent on a new one");
        line.channel(2).acks(1);

        becomes("milk", milk, CONFIRMED);
    }

    @Test
    void aRoutingKeyThatIsTooLongHarmsNobody() throws Exception {
        declareQueue();
        var publisher = open(2);

        for (var tooLong : List.of("x".repeat(256), "é".repeat(128))) {
            refusesName(publisher, "a routing key", "", tooLong);
            refusesName(publisher, "the name of an exchange", tooLong, QUEUE);
        }

        var milk = publishSoon(publisher, "milk");
        becomes(
                "milk, published after four that were refused, where 2 may be on their way (what"
                        + " number has it? does a message that is refused take a place?)",
                milk,
                CONFIRMED);
    }

    private static void refusesName(
            Publisher publisher, String what, String exchange, String routingKey) {
        assertThatThrownBy(
                        () -> publisher.publish(exchange, routingKey, bytes("tea")),
                        "publish with %s of 256 bytes in UTF-8",
                        what)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é"})
    void aNameOf255BytesIsTaken(String letter) throws Exception {
        var publisher = open(line, 2);
        var longest =
                letter.repeat(255 / letter.getBytes(UTF_8).length - 1)
                        + "/".repeat(letter.equals("x") ? 1 : 3);

        var tea =
                Reasons.telling(
                        "publish, with names of 255 bytes,",
                        () -> publisher.publish(longest, longest, bytes("tea")));

        line.first().acks(1);
        becomes("tea, to an exchange and with a routing key of 255 bytes,", tea, CONFIRMED);
    }

    @Test
    void whenThereIsNoNewChannelAllThatIsOnItsWayFails() throws Exception {
        var publisher = open(line, 2);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        var third = background.start("the third publish", () -> refusesToPublish(publisher));
        awaitWaiting(third);
        var reason = new IOException("the broker does not come back");
        line.isGone(() -> {
            throw reason;
        });

        line.first().isLost();

        for (var outcome : List.of(tea, milk)) {
            assertThat(failsWith(IOException.class, "what was on its way", outcome))
                    .as("why it fails: what the channels' source has thrown")
                    .anyMatch(text -> text.contains("the broker does not come back"));
            assertThat(
                            Stream.iterate(
                                    outcome.exceptionNow(), Objects::nonNull, Throwable::getCause))
                    .as(
                            "the outcome's exception and its causes: what the channels' source has"
                                    + " thrown is among them, and not its text alone")
                    .contains(reason);
        }
        third.awaitEnd();
        refusesToPublish(publisher);
        publisher.close();
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsThrownWhereAChannelIsOpenedEndsIt(Thrown thrown) throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        line.isGone(() -> {
            throw Reasons.sneakily(thrown.example());
        });

        line.first().isLost();

        for (var outcome : List.of(tea, milk)) {
            assertThat(
                            failsWith(
                                    Throwable.class,
                                    "what is on its way when Channels.open throws %s"
                                            .formatted(thrown),
                                    outcome))
                    .as("why it fails: what Channels.open has thrown, or it as the cause")
                    .anyMatch(reason -> reason.contains(thrown.example().toString()));
        }
        refusesSoon(publisher);
        Reasons.closing(publisher);
    }

    @Test
    void whenThereIsNoNewChannelAfterARefusalNobodyWaits() throws Exception {
        var publisher = open(line, 2);
        var tea = publish(publisher, "tea");
        line.first().awaitCount(1, "tea is sent");
        line.isGone(() -> {
            throw new IOException("the broker does not come back");
        });

        line.first().isRefused("NO-SUCH-EXCHANGE");

        assertThat(failsWith(Exception.class, "tea, on its way when the channel was closed", tea))
                .as("why it fails: what the broker has said")
                .anyMatch(reason -> reason.contains("NO-SUCH-EXCHANGE"));
        refusesSoon(publisher);
        Reasons.closing(publisher);
    }

    /** What is published before it is known that there is no channel may fail as well. */
    private void refusesSoon(Publisher publisher) {
        var refused = new CountDownLatch(1);
        background.start(
                "publishing",
                () -> {
                    while (refused.getCount() > 0) {
                        try {
                            publish(publisher, "more");
                        } catch (IllegalStateException e) {
                            refused.countDown();
                        }
                    }
                });
        background.await(
                "publish throws an IllegalStateException when there is no new channel",
                () -> refused.getCount() == 0);
    }

    /** Whether it is interrupted then, or goes on waiting: no channel is left by a failure. */
    @Test
    void anOpenThatIsInterruptedLeavesNoChannel() throws Exception {
        line.hesitatesToConfirm();
        example.closesAtEnd(line::answersAll);
        var failed = new AtomicBoolean();
        var opening =
                background.start(
                        "open, while the broker does not answer to confirmSelect,",
                        () -> {
                            try {
                                publishers.open(line, 10).close();
                            } catch (InterruptedException | IOException | TimeoutException e) {
                                failed.set(true);
                            }
                        });
        background.await(
                "open puts its channel into confirm mode, or ends",
                () -> !line.opened.isEmpty() || opening.hasEnded());
        awaitWaiting(opening);

        opening.thread().interrupt();
        awaitWaiting(opening);
        line.opened.forEach(ConfirmingChannel::goesOn);
        opening.awaitEnd();

        assertThat(line.opened).as("the channels that were opened").hasSize(1);
        background.await(
                "the channel is closed: open was interrupted before it was in confirm mode, and %s"
                        .formatted(failed.get() ? "has failed" : "its publisher was closed"),
                line.opened.getFirst()::isClosed);
    }

    /** As when the broker does not answer in time: nobody has closed the channel then. */
    @Test
    void aFirstChannelWhoseConfirmSelectThrowsIsClosed() {
        line.failsToConfirm(new IOException("no answer"));

        assertThatThrownBy(
                        () -> publishers.open(line, 10),
                        "open, where confirmSelect throws an IOException and leaves the channel"
                                + " open")
                .isNotInstanceOf(UnsupportedOperationException.class);

        assertThat(line.opened).as("the channels that were opened").hasSize(1);
        assertThat(line.opened.getFirst().isClosed())
                .as(
                        "whether the channel is closed that can't be put into confirm mode:"
                                + " confirmSelect has thrown an IOException")
                .isTrue();
    }

    @Test
    void aFirstChannelThatDoesNotConfirmIsClosed() throws Exception {
        line.refusesConfirms();

        assertThatThrownBy(
                        () -> publishers.open(line, 10),
                        "open, where the broker refuses confirms and closes the channel")
                .isInstanceOfAny(IOException.class, ShutdownSignalException.class);

        assertThat(line.opened).as("the channels that were opened").hasSize(1);
        assertThat(line.opened.getFirst().isClosed()).as("whether it is closed").isTrue();
    }
}
