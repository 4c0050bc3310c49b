package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** What is refused, and how it is stopped. */
abstract class SchedulerInterrupts extends SchedulerExamples {
    SchedulerInterrupts(Candidate<Scheduler> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aTaskCannotRunTheSchedulerThatRunsIt(int times) throws Exception {
        spawn(turn -> {
            for (int time = 0; time < times; time++) {
                runInside();
            }
            turn.pass();
            runInside();
            spawn("c", 1);
            diary.add("a goes on");
        });
        spawn("b", 2);

        scheduler.run();

        var expected = new ArrayList<>(Collections.nCopies(times, "refused"));
        Collections.addAll(expected, "b1", "refused", "a goes on", "b2", "c1");
        expectDiary("the scheduler is running already", expected.toArray(String[]::new));
        expectReported();
    }

    @Test
    void theOnlyTaskCannotRunTheSchedulerEither() throws Exception {
        spawn(turn -> {
            runInside();
            turn.pass();
            runInside();
        });

        scheduler.run();

        expectDiary(
                "the scheduler is running already, also when nobody else is in its queue",
                "refused",
                "refused");
        expectReported();
    }

    private void runInside() throws InterruptedException {
        try {
            scheduler.run();
            diary.add("ran");
        } catch (IllegalStateException e) {
            diary.add("refused");
        }
    }

    @Test
    void aTaskThatRunsInAnotherSchedulerCannotRunItEither() throws Exception {
        var other = candidate.create((Consumer<Throwable>) failures::add);
        other.spawn(
                coroutines.<Void, Void, Void>create(caller -> {
                    try {
                        runInside();
                    } catch (InterruptedException e) {
                        throw Thrown.sneakily(e);
                    }
                    return null;
                }));
        spawn(turn -> other.run());
        spawn("b", 1);

        scheduler.run();

        expectDiary("the scheduler is running already", "refused", "b1");
        expectReported();
    }

    @ParameterizedTest
    @ValueSource(strings = {"in its turn", "while it is closed"})
    void whoIsToldOfAFailureCannotRunItEither(String when) throws Exception {
        var running = new AtomicReference<Scheduler>();
        var telling =
                candidate.create(
                        (Consumer<Throwable>)
                                failure -> {
                                    diary.add("told of " + failure.getMessage());
                                    try {
                                        running.get().run();
                                        diary.add("ran");
                                    } catch (IllegalStateException e) {
                                        diary.add("refused");
                                    } catch (InterruptedException e) {
                                        diary.add("interrupted");
                                    }
                                });
        running.set(telling);
        telling.spawn(
                coroutines.<Void, Void, Void>create(caller -> {
                    if (when.equals("while it is closed")) {
                        try {
                            Thread.currentThread().interrupt();
                            caller.yield(null);
                        } finally {
                            fail(new IllegalArgumentException("a"));
                        }
                    }
                    throw new IllegalArgumentException("a");
                }));
        telling.spawn(new Foreign("b", 1));

        if (when.equals("in its turn")) {
            telling.run();
            expectDiary(
                    "the scheduler is running already when it reports that a has failed in its"
                            + " turn",
                    "told of a",
                    "refused",
                    "b.next");
        } else {
            Attempt.of("run(), when its thread is interrupted in a's turn", telling::run)
                    .expect(InterruptedException.class);
            expectDiary(
                    "the scheduler is running already when it reports that a has failed while it"
                            + " was closed",
                    "b.close",
                    "told of a",
                    "refused");
        }
    }

    @Test
    void aRefusedRunLeavesAnInterruptToTheOneThatRuns() {
        spawn(turn -> {
            Thread.currentThread().interrupt();
            runInside();
            diary.add("interrupted " + Thread.currentThread().isInterrupted());
            try {
                turn.pass();
            } finally {
                diary.add("a cleans up");
            }
        });
        scheduler.spawn(new Foreign("b", 2));

        expectInterrupted("in a's turn, in which a calls run() in vain");

        expectDiary(
                "a run() that is refused does nothing: it neither throws the interrupt nor closes"
                        + " the tasks; that comes after the turn",
                "refused",
                "interrupted true",
                "b.close",
                "a cleans up");
        expectReported();
    }

    private void expectInterrupted(String when) {
        Attempt.of("run(), when its thread is interrupted %s".formatted(when), scheduler::run)
                .expect(InterruptedException.class);
        assertThat(Thread.interrupted())
                .withFailMessage(
                        "when run() has thrown an InterruptedException, its thread must not be"
                                + " interrupted any more: whatever it waits for next would be"
                                + " interrupted, too")
                .isFalse();
    }

    @Test
    void anInterruptEndsItAndClosesAllTasks() {
        for (var name : List.of("a", "b")) {
            spawn(turn -> {
                try {
                    for (int i = 1; i <= 1_000; i++) {
                        if (name.equals("a") && i == 3) {
                            Thread.currentThread().interrupt();
                        }
                        turn.pass();
                    }
                    diary.add(name + " has gone on to its end");
                } finally {
                    diary.add(name + " cleans up");
                }
            });
        }

        expectInterrupted("in a's turn");

        expectDiary(
                "the tasks are closed, b first, since a had the last turn",
                "b cleans up",
                "a cleans up");
    }

    @Test
    void anInterruptBeforeTheFirstTurnClosesThemAll() {
        for (var name : List.of("a", "b", "c")) {
            scheduler.spawn(new Foreign(name, 2));
        }
        Thread.currentThread().interrupt();

        expectInterrupted("before the first turn");

        expectDiary(
                "none has a turn, and all are closed, in the order of the queue",
                "a.close",
                "b.close",
                "c.close");
    }

    @Test
    void anyNumberOfTasksIsClosed() {
        int count = 100_000;
        for (int i = 0; i < count; i++) {
            scheduler.spawn(new Foreign("one", 2));
        }
        Thread.currentThread().interrupt();

        expectInterrupted("before the first turn of %s tasks".formatted(count));

        assertThat(diary.equals(Collections.nCopies(count, "one.close")))
                .as("whether %s tasks are closed, once each, and nothing else", count)
                .isTrue();
    }

    @Test
    void anInterruptByATaskThatIsClosedKeepsNobodyFromBeingClosed() {
        spawn(turn -> {
            try {
                Thread.currentThread().interrupt();
                turn.pass();
            } finally {
                diary.add("a cleans up");
            }
        });
        for (var name : List.of("b", "c", "d")) {
            scheduler.spawn(new Foreign(name, 2, Thread.currentThread()::interrupt));
        }

        Attempt.of(
                        "run(), when its thread is interrupted in a's turn, and again while tasks"
                                + " are closed",
                        scheduler::run)
                .expect(InterruptedException.class);
        Thread.interrupted(); // whether the last one stays is left open

        expectDiary("all are closed, once each", "b.close", "c.close", "d.close", "a cleans up");
        expectReported();
    }

    @Test
    void anInterruptInTheLastTurnOfTheLastTaskIsThrownToo() {
        spawn(turn -> {
            diary.add("a1");
            Thread.currentThread().interrupt();
        });

        expectInterrupted("in the last turn of the only task");

        expectDiary("there is nobody left to be closed", "a1");
    }

    @Test
    void anInterruptInTheLastTurnOfTheLastTaskIsThrownAlsoWhenThatFails() {
        var failure = new IllegalStateException("cannot go on");
        spawn(turn -> {
            diary.add("a1");
            Thread.currentThread().interrupt();
            throw failure;
        });

        expectInterrupted("in the last turn of the only task, which ends by a failure");

        expectDiary("there is nobody left to be closed", "a1");
        expectReported(failure);
    }

    @Test
    void anInterruptInTheTurnInWhichATaskEndsClosesTheOthers() {
        spawn(turn -> {
            Thread.currentThread().interrupt();
        });
        scheduler.spawn(new Foreign("b", 2));
        scheduler.spawn(new Foreign("c", 2));

        expectInterrupted("in the only turn of a");

        expectDiary("a has ended, and the others are closed", "b.close", "c.close");
    }

    @Test
    void anInterruptInTheTurnInWhichATaskFailsIsThrownAndTheFailureReported() {
        var failure = new IllegalStateException("cannot go on");
        spawn(turn -> {
            Thread.currentThread().interrupt();
            throw failure;
        });
        scheduler.spawn(new Foreign("b", 2));

        expectInterrupted("in the turn in which a fails");

        expectDiary("a has ended by its failure, and b is closed", "b.close");
        expectReported(failure);
    }

    @Test
    void afterAnInterruptOthersMayBeSpawnedAndRun() throws Exception {
        spawn(turn -> {
            Thread.currentThread().interrupt();
            turn.pass();
            diary.add("a goes on");
        });
        spawn("b", 2);
        expectInterrupted("in a's turn");

        spawn("c", 2);
        scheduler.run();

        expectDiary("a and b were closed, and have no turn any more", "c1", "c2");
        expectReported();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "EXIT")
    void whatTasksThrowWhileTheyAreClosedIsReported(Thrown thrown) {
        var failures = List.of(thrown.create(), thrown.create());
        for (int i = 0; i < 2; i++) {
            var failure = failures.get(i);
            spawn(turn -> {
                try {
                    turn.pass();
                } catch (GeneratorExit exit) {
                    diary.add("closed");
                    if (failure == failures.getLast()) {
                        failure.initCause(exit);
                    }
                    throw Thrown.sneakily(failure);
                }
            });
        }
        spawn(turn -> {
            try {
                Thread.currentThread().interrupt();
                turn.pass();
            } finally {
                diary.add("c cleans up");
            }
        });

        expectInterrupted("in the turn of the third task");

        expectDiary(
                "the first two tasks throw %s while they are closed, and all are closed"
                        .formatted(thrown),
                "closed",
                "closed",
                "c cleans up");
        expectReported(failures.toArray(Throwable[]::new));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "EXIT")
    void whoHasFailedWhileItWasClosedIsNotInTheNextRun(Thrown thrown) throws Exception {
        var failure = thrown.create();
        spawn(turn -> {
            try {
                Thread.currentThread().interrupt();
                turn.pass();
            } finally {
                fail(failure);
            }
        });
        scheduler.spawn(
                new Foreign(
                        "b",
                        2,
                        () -> {
                            throw Thrown.sneakily(failure);
                        }));
        expectInterrupted("in a's turn");
        expectReported(failure, failure);

        spawn("c", 2);
        scheduler.run();

        expectDiary(
                "b, and then a, throw %s while they are closed, and have ended; the next run() is"
                                .formatted(thrown)
                        + " for the task that is spawned then",
                "b.close",
                "c1",
                "c2");
        expectReported(failure, failure);
    }

    private static void fail(Throwable failure) {
        throw Thrown.sneakily(failure);
    }

    @Test
    void anExitThatATaskThrowsWhileItIsClosedIsReportedToo() {
        var failure = new GeneratorExit();
        scheduler.spawn(
                new Foreign(
                        "a",
                        2,
                        () -> {
                            throw failure;
                        }));
        scheduler.spawn(new Foreign("b", 2));
        Thread.currentThread().interrupt();

        expectInterrupted("before the first turn");

        expectDiary("a throws an exit while it is closed, and b is closed", "a.close", "b.close");
        expectReported(failure);
    }

    @Test
    void aTaskThatYieldsWhileItIsClosedIsReportedAndTheOthersAreClosed() {
        spawn(turn -> {
            try {
                Thread.currentThread().interrupt();
                turn.pass();
            } finally {
                turn.pass();
            }
        });
        spawn(turn -> diary.add("b has a turn"));
        scheduler.spawn(new Foreign("c", 1));

        expectInterrupted("in a's turn");

        expectDiary("b has never begun, and c is closed", "c.close");
        assertThat(failures)
                .as("what is reported, when close() of one task is refused")
                .singleElement()
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTaskThatIsSpawnedWhileTheOthersAreClosedIsClosedToo() throws Exception {
        spawn(turn -> {
            try {
                Thread.currentThread().interrupt();
                turn.pass();
            } finally {
                scheduler.spawn(new Foreign("late", 1));
            }
        });
        scheduler.spawn(new Foreign("b", 1));

        expectInterrupted("in a's turn");
        scheduler.run();

        expectDiary(
                "the one that is spawned in a's finally is the last of the queue, and closed;"
                        + " nothing is left for the next run()",
                "b.close",
                "late.close");
    }

    @Test
    void whoIsSpawnedByOneThatWasSpawnedWhileTheOthersAreClosedIsClosedToo() throws Exception {
        scheduler.spawn(
                new Foreign(
                        "a",
                        2,
                        () ->
                                scheduler.spawn(
                                        new Foreign(
                                                "late",
                                                2,
                                                () -> scheduler.spawn(new Foreign("later", 2))))));
        scheduler.spawn(new Foreign("b", 2));
        Thread.currentThread().interrupt();

        expectInterrupted("before the first turn");
        scheduler.run();

        expectDiary(
                "a spawns one when it is closed, which spawns another one when it is closed: all"
                        + " are closed, and nothing is left for the next run()",
                "a.close",
                "b.close",
                "late.close",
                "later.close");
    }

    @Test
    void aTaskCannotRunTheSchedulerWhileItIsClosed() {
        spawn(turn -> {
            try {
                Thread.currentThread().interrupt();
                turn.pass();
            } finally {
                runInside();
                diary.add("a cleans up");
            }
        });
        scheduler.spawn(new Foreign("b", 2));
        spawn(turn -> diary.add("c has a turn"));

        expectInterrupted("in a's turn");

        expectDiary(
                "the scheduler is running until all tasks are closed",
                "b.close",
                "refused",
                "a cleans up");
        expectReported();
    }
}
