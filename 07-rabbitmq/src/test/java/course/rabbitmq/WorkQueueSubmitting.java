package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;

import course.broker.Grant;
import course.kit.Background;
import course.kit.Deadline;
import course.kit.WhenTheRestIsRight;
import course.rabbitmq.Relay.Answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Tasks that are sent. */
abstract class WorkQueueSubmitting extends WorkQueueExamples {
    private static final int PERSISTENT = 2;

    WorkQueueSubmitting(VirtualHost host, WorkQueue queue, Background background) {
        super(host, queue, background);
    }

    @Test
    void aTaskIsInTheQueueWhenSubmitReturns() throws Exception {
        submit("dig");

        assertThat(text(get())).as("the task in the queue").isEqualTo("dig");
    }

    @Test
    void aTaskIsAPersistentMessage() throws Exception {
        submit("dig");

        assertThat(get().getProps().getDeliveryMode())
                .as("the delivery mode; 2 is persistent, others are gone after a restart")
                .isEqualTo(PERSISTENT);
    }

    @Test
    void aTaskThatIsNackedIsAFailure() throws Exception {
        var connection = host.connect(host.relay().turnsAcksIntoNacks(), 2);

        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(
                            () -> queue.submit(connection, "dig"),
                            "submit, and the broker says that it has not taken the task (a nack:"
                                    + " waitForConfirms returns false)")
                    .isInstanceOf(IOException.class);
        }
        assertThat(connection.openChannel())
                .as(
                        "a channel: the connection may have 2, and each submit that fails closes"
                                + " its own")
                .isPresent();
    }

    @Test
    @WhenTheRestIsRight
    @Deadline(seconds = 20)
    void aTaskThatIsNeverConfirmedIsAFailureInTime() throws Exception {
        var connection = host.connect(host.relay().fallsSilentAt(Answer.ACK));

        Silence.endsInTime(
                "submit",
                WorkQueue.LONGEST_SUBMIT,
                background,
                () ->
                        assertThatThrownBy(
                                        () -> queue.submit(connection, "dig"),
                                        "submit, and the broker falls silent: it does not say that"
                                                + " it has the task, and answers to nothing that"
                                                + " comes after it")
                                .isInstanceOf(TimeoutException.class));
        var another = host.connect(1);
        submit(another, "rake");
        Closing.awaitChannel(
                background,
                another,
                "a submit that has returned (the broker of another connection is still silent)");
    }

    @Test
    void eachSubmitDeclaresTheQueue() throws Exception {
        var connection = host.connect();
        submit(connection, "dig");
        admin().queueDelete(WorkQueue.QUEUE);

        submit(connection, "rake");

        assertThat(waiting())
                .as(
                        "tasks in the queue, when it had been deleted between two submits on one"
                                + " connection: each of them declares it")
                .isEqualTo(1);
    }

    @Test
    void whoMayNotSubmitIsToldSo() throws Exception {
        for (var grant : List.of(new Grant(".*", "^$", ".*"), new Grant("^$", ".*", ".*"))) {
            isToldSo(host.connect(host.user("maria", "maria3714", grant)));
        }
    }

    private void isToldSo(Connection connection) {
        assertThatThrownBy(
                        () -> queue.submit(connection, "dig"),
                        "submit by one who may not write, or configure (the broker closes the"
                                + " channel, and who waits for its confirm gets an unchecked"
                                + " exception)")
                .isInstanceOf(IOException.class);
    }

    @Test
    void theQueueIsDurableForBothSides() throws Exception {
        submit("dig");
        declare();

        start(done::accept).close();

        declare();
    }

    @Test
    void aBrokerThatDoesNotAnswerAtAllIsAFailure() throws Exception {
        var relay = host.relay();
        var connection = host.connect(relay, Silence.SHORT);
        relay.fallsSilent();

        Silence.ends("submit", () -> queue.submit(connection, "dig"));
        Silence.ends("start", () -> queue.start(connection, done::accept, givenUp::add));
    }

    /** By an interrupt that comes while it waits, and by one that was there before. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoIsInterruptedWhileItSubmitsDoesNotWait(boolean already) throws Exception {
        var connection = host.connect(host.relay().loses(Answer.ACK), 1);

        Silence.isInterrupted(background, "submit", already, () -> queue.submit(connection, "dig"));

        Closing.awaitChannel(background, connection, "a submit that was interrupted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "grüße, 世界 🌍", "line one\nline two\r\n\tand \u0000"})
    void anyTextIsSentAsUtf8(String text) throws Exception {
        submit(text);

        assertThat(text(get()))
                .as("the task's body, read as UTF-8 by another program")
                .isEqualTo(text);
    }
}
