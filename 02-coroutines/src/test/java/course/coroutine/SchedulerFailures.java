package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tasks that fail. */
abstract class SchedulerFailures extends SchedulerExamples {
    SchedulerFailures(Candidate<Scheduler> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    @Test
    void aTaskThatFailsIsReportedAndTheOthersGoOn() throws Exception {
        var failure = new IllegalStateException("cannot go on");
        spawn("a", 2);
        spawn(turn -> {
            turn.pass();
            throw failure;
        });
        spawn("c", 3);

        scheduler.run();

        expectDiary("a and c are not concerned", "a1", "c1", "a2", "c2", "c3");
        assertThat(failures).as("the failures that were reported").containsExactly(failure);
    }

    @ParameterizedTest
    @EnumSource
    void aTaskMayFailWithWhateverThereIs(Thrown thrown) throws Exception {
        for (int turns = 1; turns <= 3; turns++) {
            int last = turns;
            diary.clear();
            failures.clear();
            var failure = thrown.create();
            if (turns == 2 && thrown != Thrown.EXIT) {
                failure.initCause(new IllegalStateException("and this is why"));
            }
            spawn(turn -> {
                for (int i = 1; i < last; i++) {
                    diary.add("a" + i);
                    turn.pass();
                }
                throw Thrown.sneakily(failure);
            });
            spawn("b", 2);

            Attempt.of(
                            "run(), when a task throws %s in its turn %s, which is reported"
                                    .formatted(thrown, last),
                            scheduler::run)
                    .expectNothing();

            expectDiary(
                    "a throws %s in its turn %s; b is not concerned".formatted(thrown, last),
                    switch (last) {
                        case 1 -> new String[] {"b1", "b2"};
                        case 2 -> new String[] {"a1", "b1", "b2"};
                        default -> new String[] {"a1", "b1", "a2", "b2"};
                    });
            expectReported(failure);
        }
    }

    @Test
    void eachFailureIsReportedAtOnceAndOnThisThread() throws Exception {
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        var noting =
                candidate.create(
                        (Consumer<Throwable>)
                                failure -> {
                                    threads.add(Thread.currentThread());
                                    diary.add("reported " + failure.getMessage());
                                });
        for (var name : List.of("a", "b", "c")) {
            noting.spawn(
                    coroutines.<Void, Void, Void>create(caller -> {
                        diary.add(name + " fails");
                        throw new IllegalArgumentException(name);
                    }));
        }
        noting.spawn(new Foreign("d", 1));

        noting.run();

        expectDiary(
                "each failure is reported before the next task has its turn",
                "a fails",
                "reported a",
                "b fails",
                "reported b",
                "c fails",
                "reported c",
                "d.next");
        expectOnlyThisThread(threads);
    }

    @Test
    void theFailureOfTheTurnInWhichTheInterruptComesIsReportedBeforeOthersAreClosed()
            throws Exception {
        var noting =
                candidate.create(
                        (Consumer<Throwable>)
                                failure -> diary.add("reported " + failure.getMessage()));
        noting.spawn(
                coroutines.<Void, Void, Void>create(caller -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalArgumentException("a");
                }));
        noting.spawn(new Foreign("b", 2));

        Attempt.of("run(), when a interrupts the thread and fails", noting::run)
                .expect(InterruptedException.class);

        expectDiary("a failure is reported at once", "reported a", "b.close");
    }

    @Test
    void afterAFailureOthersMayBeSpawnedAndRun() throws Exception {
        var failure = new AssertionError("cannot go on");
        spawn(turn -> {
            throw failure;
        });
        scheduler.run();

        spawn("b", 2);
        scheduler.run();

        expectDiary("a has failed in the first run()", "b1", "b2");
        expectReported(failure);
    }
}
