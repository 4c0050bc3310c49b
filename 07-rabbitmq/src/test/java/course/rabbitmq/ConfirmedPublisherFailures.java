package course.rabbitmq;

import static course.rabbitmq.ConfirmedPublisher.Outcome.CONFIRMED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AlreadyClosedException;

import course.kit.Background;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

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
}
