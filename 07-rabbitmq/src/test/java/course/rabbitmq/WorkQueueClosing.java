package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.broker.Grant;
import course.kit.Background;
import course.kit.Deadline;
import course.kit.WhenTheRestIsRight;
import course.rabbitmq.Relay.Answer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/** Closing, and what is left behind. */
abstract class WorkQueueClosing extends WorkQueueExamples {
    WorkQueueClosing(VirtualHost host, WorkQueue queue, Background background) {
        super(host, queue, background);
    }

    @Test
    void closingWaitsForTheTaskAtHand() throws Exception {
        var slow = new SlowWork();
        var connection = host.connect();
        var worker = start(connection, slow);
        submit("slow", "for others");
        slow.awaitBegun();

        var closing = Closing.begin(background, connection, worker, "the worker was at a task");
        slow.goOn();
        closing.awaitEnd();

        done.hears("slow");
        assertThat(waiting())
                .as(
                        "tasks in the queue (2: close returned while the worker was at a task;"
                                + " 0: the other was not left to others)")
                .isEqualTo(1);
    }

    @Test
    void closingTwiceDoesNothingMore() throws Exception {
        var worker = start(done::accept);

        Reasons.closing(worker);
        Reasons.closing(worker);

        submit("dig");
        assertThat(waiting()).as("tasks in the queue when the worker is closed").isEqualTo(1);
    }

    @Test
    void aWorkerWhoseConnectionIsGoneCanBeClosed() throws Exception {
        var connection = host.connect();
        var worker = start(connection, done::accept);

        connection.abort();
        Reasons.closing(worker);

        submit("dig");
        assertThat(waiting()).as("tasks in the queue when the worker is closed").isEqualTo(1);
    }

    @Test
    void noChannelIsLeftOpen() throws Exception {
        var connection = host.connect(2);

        for (var i = 0; i < 5; i++) {
            submit(connection, "task " + i);
            start(connection, done::accept).close();
        }

        assertThat(connection.isOpen()).as("the caller's connection is open").isTrue();
        var ofOneChannel = host.connect(1);
        submit(ofOneChannel, "another task");
        Closing.awaitChannel(background, ofOneChannel, "a submit that has returned");
        start(ofOneChannel, done::accept).close();
        Closing.awaitChannel(background, ofOneChannel, "a worker that was closed");
    }

    /** Longer than a limit that somebody may have thought of. */
    @Test
    @WhenTheRestIsRight
    @Deadline(seconds = 20)
    void closingWaitsForALongTaskAtHand() throws Exception {
        var slow = new SlowWork();
        var connection = host.connect();
        var worker = start(connection, slow);
        submit("slow");
        slow.awaitBegun();

        var closing =
                Closing.beginForLong(
                        background, connection, worker, "the worker was at a task for 6 s");
        slow.goOn();
        closing.awaitEnd();

        assertThat(waiting()).as("tasks in the queue").isZero();
    }

    @Test
    void closingThatIsInterruptedDoesNotReturnBeforeTheTaskIsDone() throws Exception {
        var slow = new SlowWork();
        var connection = host.connect();
        var worker = start(connection, slow);
        submit("slow");
        slow.awaitBegun();

        var waited =
                Closing.isInterrupted(
                        background, connection, worker, "the worker was at a task", slow::goOn);

        if (waited) {
            done.hears("slow");
            assertThat(waiting())
                    .as(
                            "tasks in the queue when close, which was interrupted, has returned:"
                                    + " the one at hand is done and acknowledged")
                    .isZero();
        }
    }

    @Test
    void aWorkerWhoseConnectionIsGoneDoesNotWaitForItsTask() throws Exception {
        var slow = new SlowWork();
        var connection = host.connect();
        var worker = start(connection, slow);
        submit("slow");
        slow.awaitBegun();

        connection.abort();

        Closing.doesNotWait(background, worker, "the worker is at a task");
        slow.goOn();
    }

    @Test
    void aConnectionThatIsLostEndsTheWaitForTheTask() throws Exception {
        var slow = new SlowWork();
        var connection = host.connect();
        var worker = start(connection, slow);
        submit("slow");
        slow.awaitBegun();
        var closing = Closing.begin(background, connection, worker, "the worker was at a task");

        connection.abort();
        slow.goOn();

        background.await(
                "close, which waits for the task at hand, ends when the connection is lost"
                        + " meanwhile and the task is done: the broker does not answer any more",
                closing::hasEnded);
    }

    @Test
    void aWorkerWhoseQueueIsGoneCanBeClosed() throws Exception {
        var connection = host.connect(2);
        var admin = admin();
        for (var i = 0; i < 3; i++) {
            var worker = start(connection, done::accept);
            admin.queueDelete(WorkQueue.QUEUE);
            Closing.roundTrips(connection);

            Reasons.telling(
                    "close of a worker whose queue was deleted (the broker has cancelled the"
                            + " consumer, so its tag is unknown)",
                    () -> {
                        worker.close();
                        return null;
                    });
        }
        assertThat(connection.openChannel())
                .as("a channel: the connection may have 2, and each worker has closed its own")
                .isPresent();
    }

    @Test
    void whoMayNotWorkLeavesNoChannelOpen() throws Exception {
        for (var grant : List.of(new Grant(".*", ".*", "^$"), new Grant("^$", ".*", ".*"))) {
            var connection = host.connect(host.user("maria", "maria3714", grant), 2);
            admin().queueDeclare(WorkQueue.QUEUE, true, false, false, null);
            for (var i = 0; i < 3; i++) {
                assertThatThrownBy(
                                () -> queue.start(connection, done::accept, givenUp::add),
                                "start by one who may not read from the queue, or not declare it")
                        .isInstanceOf(IOException.class);
            }
            assertThat(connection.openChannel())
                    .as(
                            "a channel: the connection may have 2, and each start that fails closes"
                                    + " its own")
                    .isPresent();
        }
    }

    /** When the broker answers at last, start has failed. */
    @Test
    @WhenTheRestIsRight
    @Deadline(seconds = 20)
    void aWorkerThatCameTooLateIsNone() throws Exception {
        var relay = host.relay().fallsSilentAt(Answer.QUEUE_DECLARE_OK);
        var connection = host.connect(relay, 1, Silence.LONG);
        assertThatThrownBy(
                        () -> queue.start(connection, done::accept, givenUp::add),
                        "start, and the broker does not answer for long")
                .isInstanceOf(IOException.class);

        relay.speaksAgain();

        Closing.awaitChannel(
                background,
                connection,
                "a start that has failed, since the broker did not answer (now it does),");
    }

    @Test
    void whatFailsLeavesNoChannelOpenEither() throws Exception {
        admin().queueDeclare(WorkQueue.QUEUE, true, false, true, null);
        var connection = host.connect(2);

        for (var i = 0; i < 5 && connection.isOpen(); i++) {
            assertThatThrownBy(
                            () -> queue.submit(connection, "dig"),
                            "submit where the queue is another one")
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(
                            () -> queue.start(connection, done::accept, givenUp::add),
                            "start where the queue is another one")
                    .isInstanceOf(IOException.class);
        }
    }
}
