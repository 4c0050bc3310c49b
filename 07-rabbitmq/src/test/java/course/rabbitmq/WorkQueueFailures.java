package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.rabbitmq.WorkQueue.Work;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Work that fails. */
abstract class WorkQueueFailures extends WorkQueueExamples {
    WorkQueueFailures(VirtualHost host, WorkQueue queue, Background background) {
        super(host, queue, background);
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

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"A_MISSING_VALUE", "A_TIMEOUT", "AN_ASSERTION"})
    void whateverIsThrownIsAFailure(Thrown thrown) throws Exception {
        var attempts = new CopyOnWriteArrayList<String>();
        Work moody =
                task -> {
                    attempts.add(task);
                    if (task.equals("poison") || attempts.size() == 2) {
                        throw Reasons.sneakily(thrown.here());
                    }
                    done.accept(task);
                };
        try (var _ = start(moody)) {
            submit("rake");
            done.hears("rake");
            submit("dig");

            hears(
                    "a task whose work throws %s is tried once more".formatted(thrown),
                    "rake",
                    "dig");
            submit("poison");
            background.await(
                    "a task whose work throws %s twice is given up".formatted(thrown),
                    () -> givenUp.equals(List.of("poison")));
            submit("sow");
            hears(
                    "the worker goes on when its work has thrown %s".formatted(thrown),
                    "rake",
                    "dig",
                    "sow");
        }
        assertThat(attempts)
                .as("the attempts, where the work on dig throws once, that on poison always")
                .containsExactly("rake", "dig", "dig", "poison", "poison", "sow");
        assertThat(waiting()).as("tasks in the queue").isZero();
    }

    /** What counts is whether it was delivered before, and not what it says. */
    @Test
    void tasksOfTheSameTextAreTriedOnceMoreEach() throws Exception {
        var attempts = new CopyOnWriteArrayList<String>();
        Work failsFirst =
                task -> {
                    attempts.add(task);
                    if (attempts.size() % 2 == 1) {
                        throw new IllegalStateException("the spade is broken");
                    }
                    done.accept(task);
                };
        try (var _ = start(failsFirst)) {
            submit("dig");
            done.hears("dig");
            submit("dig");

            hears(
                    "a task that fails is tried once more, also if another one of the same text has"
                            + " failed before",
                    "dig",
                    "dig");
        }
        assertThat(givenUp).as("what was given up").isEmpty();
        assertThat(waiting()).as("tasks in the queue").isZero();
    }

    /** As it is, so that another program's worker sees that it was delivered. */
    @Test
    void aTaskThatFailsGoesBackWhileItsWorkerIsClosed() throws Exception {
        var slow = new SlowFailure();
        var connection = host.connect();
        var worker = start(connection, slow);
        submit("dig");
        slow.awaitBegun();

        var closing = Closing.begin(background, connection, worker, "the worker was at a task");
        slow.goOn();
        closing.awaitEnd();

        assertThat(waiting())
                .as("tasks in the queue, when the first attempt failed while close waited for it")
                .isEqualTo(1);
        assertThat(givenUp).as("what was given up").isEmpty();
        var again = get();
        assertThat(again.getEnvelope().isRedeliver())
                .as(
                        "whether another program sees that the task was delivered before: it went"
                                + " back to the queue")
                .isTrue();
        assertThat(again.getProps().getDeliveryMode())
                .as("the delivery mode of a task that went back; 2 is persistent, as before")
                .isEqualTo(2);
    }

    @Test
    void aTaskThatFailsAgainIsGivenUpWhileItsWorkerIsClosed() throws Exception {
        submit("dig");
        deliverInVain();
        var slow = new SlowFailure();
        var connection = host.connect();
        var worker = start(connection, slow);
        slow.awaitBegun();

        var closing = Closing.begin(background, connection, worker, "the worker was at a task");
        slow.goOn();
        closing.awaitEnd();

        assertThat(givenUp)
                .as(
                        "what was given up, when a task that was delivered before failed while"
                                + " close waited for it")
                .containsExactly("dig");
        assertThat(waiting()).as("tasks in the queue").isZero();
    }

    /** Stands in the middle of a task until it may go on, and fails. */
    private final class SlowFailure implements Work {
        private final SlowWork slow = new SlowWork();

        @Override
        public void on(String task) throws Exception {
            slow.on(task);
            throw new IllegalStateException("the spade is broken");
        }

        void awaitBegun() {
            slow.awaitBegun();
        }

        void goOn() {
            slow.goOn();
        }
    }

    @Test
    void aTaskThatWasDeliveredBeforeAndFailsIsGivenUp() throws Exception {
        var attempts = new CopyOnWriteArrayList<String>();
        submit("poison");
        deliverInVain();
        Work poisoned =
                task -> {
                    attempts.add(task);
                    throw new IllegalStateException("this one always fails");
                };

        try (var _ = start(poisoned)) {
            background.await(
                    "a task is given up when the work on it fails, and it was delivered before, to"
                            + " a worker that died (its failures are not to be counted, see"
                            + " Envelope.isRedeliver)",
                    () -> givenUp.equals(List.of("poison")));
        }
        assertThat(attempts).as("the attempts of the second worker").containsExactly("poison");
        assertThat(waiting()).as("tasks in the queue").isZero();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"A_MISSING_VALUE", "A_TIMEOUT", "AN_ASSERTION"})
    void whoIsToldOfATaskThatIsGivenUpMayThrow(Thrown thrown) throws Exception {
        var connection = host.connect();
        Work poisoned =
                task -> {
                    if (task.startsWith("poison")) {
                        throw new IllegalStateException("this one always fails");
                    }
                    done.accept(task);
                };
        var worker =
                Reasons.telling(
                        "start",
                        () ->
                                queue.start(
                                        connection,
                                        poisoned,
                                        task -> {
                                            givenUp.add(task);
                                            throw Reasons.sneakily(thrown.here());
                                        }));
        try (worker) {
            submit("poison 1", "poison 2", "dig");

            hears("the worker goes on when givenUp has thrown %s".formatted(thrown), "dig");
            background.await(
                    "both tasks are given up, where givenUp throws %s".formatted(thrown),
                    () -> givenUp.size() >= 2);
        }
        assertThat(givenUp).as("what was given up, once each").hasSize(2).doesNotHaveDuplicates();
        assertThat(waiting()).as("tasks in the queue").isZero();
    }

    @Test
    void aTaskThatIsGivenUpIsOutOfTheQueueBeforeItIsTold() throws Exception {
        var connection = host.connect();
        Work poisoned =
                _ -> {
                    throw new IllegalStateException("this one always fails");
                };
        queue.start(
                connection,
                poisoned,
                task -> {
                    connection.abort(); // what was said before still arrives
                    givenUp.add(task);
                });
        submit("poison");

        background.await("the task is given up", () -> givenUp.equals(List.of("poison")));
        background.await("the worker is gone with its connection", () -> consumers() == 0);
        assertThat(waiting())
                .as(
                        "tasks in the queue, when the connection was closed by givenUp: the task is"
                                + " taken out of the queue before givenUp is told")
                .isZero();
    }

    private long consumers() {
        return Reasons.telling(
                "counting the workers",
                () -> {
                    try (var channel = admin()) {
                        return channel.consumerCount(WorkQueue.QUEUE);
                    }
                });
    }
}
