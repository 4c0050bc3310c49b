package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;

import course.broker.Grant;
import course.kit.Background;
import course.kit.Deadline;
import course.kit.Exercise;
import course.kit.WhenTheRestIsRight;
import course.rabbitmq.Relay.Answer;
import course.rabbitmq.WorkQueue.Work;
import course.rabbitmq.WorkQueue.Worker;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

@Exercise(id = "7.4", title = "WorkQueue", section = "RabbitMQ队列")
@OnBroker
class WorkQueueSpec {
    private static final int PERSISTENT = 2;

    private final VirtualHost host;
    private final WorkQueue queue;
    private final Background background;
    private final Heard done;
    private final List<String> givenUp = new CopyOnWriteArrayList<>();
    private Connection producer;

    WorkQueueSpec(VirtualHost host, WorkQueue queue, Background background) {
        this.host = host;
        this.queue = queue;
        this.background = background;
        done = new Heard(background);
    }

    @Test
    void aTaskIsWorkedOn() throws Exception {
        try (var _ = start(done::accept)) {
            submit("dig");

            done.hears("dig");
        }
    }

    @Test
    void tasksWaitForAWorkerThatComesLater() throws Exception {
        submit("dig", "rake");

        try (var _ = start(done::accept)) {
            done.hears("dig", "rake");
        }
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
        var connection = host.connect(host.relay().turnsAcksIntoNacks());

        assertThatThrownBy(
                        () -> queue.submit(connection, "dig"),
                        "submit, and the broker says that it has not taken the task (a nack:"
                                + " waitForConfirms returns false)")
                .isInstanceOf(IOException.class);
    }

    @Test
    @WhenTheRestIsRight
    @Deadline(seconds = 12)
    void aTaskThatIsNeverConfirmedIsAFailureInTime() throws Exception {
        var connection = host.connect(host.relay().loses(Answer.ACK));

        assertThatThrownBy(
                        () -> queue.submit(connection, "dig"),
                        "submit, and the broker never says that it has the task")
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void whoMayNotSubmitIsToldSo() throws Exception {
        var reader = host.user("maria", "maria3714", new Grant(".*", "^$", ".*"));
        var connection = host.connect(reader);

        assertThatThrownBy(
                        () -> queue.submit(connection, "dig"),
                        "submit by one who may not write (the broker closes the channel, and who"
                                + " waits for its confirm gets an unchecked exception)")
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
    void theWorkersDeclareTheQueueToo() throws Exception {
        try (var _ = start(done::accept)) {
            declare();
        }
    }

    @Test
    void eachTaskIsDoneOnce() throws Exception {
        var tasks = IntStream.range(0, 20).mapToObj("task %02d"::formatted).toList();
        try (var _ = start(done::accept);
                var _ = start(done::accept)) {
            submit(tasks.toArray(String[]::new));

            done.awaitCount(tasks.size());
        }
        assertThat(done.sorted()).as("the tasks that two workers did, sorted").isEqualTo(tasks);
    }

    @Test
    void whoIsBusyTakesNoMoreTasks() throws Exception {
        var slow = new SlowWork();
        try (var _ = start(slow)) {
            submit("slow");
            slow.awaitBegun();
            submit("quick 1", "quick 2");

            try (var _ = start(done::accept)) {
                hears(
                        "two tasks are left to a worker that is free; does the busy one hold them"
                                + " already (prefetch)?",
                        "quick 1",
                        "quick 2");
            } finally {
                slow.goOn();
            }
        }
    }

    @Test
    void aTaskIsNotAcknowledgedBeforeTheWorkIsDone() throws Exception {
        var slow = new SlowWork();
        var dying = host.connect();
        submit("dig");
        try (var _ = start(dying, slow)) {
            slow.awaitBegun();

            dying.abort();

            try (var _ = start(done::accept)) {
                hears(
                        "a task whose worker died in the middle goes to another one; was it"
                                + " acknowledged before the work?",
                        "dig");
            } finally {
                slow.goOn();
            }
        }
    }

    @Test
    void aTaskThatIsDoneIsGone() throws Exception {
        try (var _ = start(done::accept)) {
            submit("dig", "rake");
            done.hears("dig", "rake");
        }

        assertThat(waiting())
                .as("tasks in the queue when all are done and the worker is closed")
                .isZero();
    }

    @Test
    void workThatFailsIsTriedOnceMore() throws Exception {
        var attempts = new CopyOnWriteArrayList<String>();
        Work failsFirst =
                task -> {
                    attempts.add(task);
                    if (attempts.size() == 1) {
                        throw new IllegalStateException("the spade is broken");
                    }
                    done.accept(task);
                };
        try (var _ = start(failsFirst)) {
            submit("dig");

            done.hears("dig");
        }
        assertThat(attempts).as("the attempts").containsExactly("dig", "dig");
        assertThat(givenUp).as("what was given up").isEmpty();
        assertThat(waiting()).as("tasks in the queue").isZero();
    }

    @Test
    void aTaskThatFailsAgainIsGivenUp() throws Exception {
        var attempts = new CopyOnWriteArrayList<String>();
        Work poisoned =
                task -> {
                    if (task.equals("poison")) {
                        attempts.add(task);
                        throw new IllegalStateException("this one always fails");
                    }
                    done.accept(task);
                };
        try (var _ = start(poisoned)) {
            submit("poison");

            background.await(
                    "a task that fails a second time is given up, and not tried for ever",
                    () -> !givenUp.isEmpty());
            submit("dig");
            done.hears("dig");
        }
        assertThat(attempts).as("the attempts").hasSize(2);
        assertThat(givenUp).as("what was given up").containsExactly("poison");
        assertThat(waiting()).as("tasks in the queue").isZero();
    }

    @Test
    void anErrorIsAFailureAsAnyOther() throws Exception {
        Work poisoned =
                task -> {
                    if (task.equals("poison")) {
                        throw new StackOverflowError("too deep");
                    }
                    done.accept(task);
                };
        try (var _ = start(poisoned)) {
            submit("poison", "dig");

            done.hears("dig");
            background.await("the task is given up", () -> givenUp.equals(List.of("poison")));
        }
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

    private void hears(String why, String... tasks) {
        try {
            done.hears(tasks);
        } catch (AssertionError e) {
            throw new AssertionError(why + "\n  " + e.getMessage(), e);
        }
    }

    /** Stands in the middle of a task until it may go on. */
    private final class SlowWork implements Work {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);

        @Override
        public void on(String task) throws Exception {
            begun.countDown();
            mayGoOn.await();
            done.accept(task);
        }

        void awaitBegun() {
            background.await("the worker begins with a task", () -> begun.getCount() == 0);
        }

        void goOn() {
            mayGoOn.countDown();
        }
    }

    private void submit(String... tasks) throws Exception {
        for (var task : tasks) {
            submit(producer(), task);
        }
    }

    private void submit(Connection connection, String task) {
        Reasons.telling(
                "submit",
                () -> {
                    queue.submit(connection, task);
                    return null;
                });
    }

    private Worker start(Work work) throws Exception {
        return start(host.connect(), work);
    }

    private Worker start(Connection connection, Work work) {
        return Reasons.telling("start", () -> queue.start(connection, work, givenUp::add));
    }

    private Connection producer() throws Exception {
        if (producer == null) {
            producer = host.connect();
        }
        return producer;
    }

    private Channel admin() throws Exception {
        return host.connect().createChannel();
    }

    private void declare() {
        Reasons.telling(
                "another program's declaration of the queue, durable, not exclusive, not deleted by"
                        + " itself,",
                () -> admin().queueDeclare(WorkQueue.QUEUE, true, false, false, null));
    }

    private GetResponse get() throws Exception {
        var response = admin().basicGet(WorkQueue.QUEUE, true);
        assertThat(response).withFailMessage("there is no task in the queue").isNotNull();
        return response;
    }

    private static String text(GetResponse response) {
        return new String(response.getBody(), StandardCharsets.UTF_8);
    }

    private int waiting() throws Exception {
        return admin().queueDeclare(WorkQueue.QUEUE, true, false, false, null).getMessageCount();
    }
}
