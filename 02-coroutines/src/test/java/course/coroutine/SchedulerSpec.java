package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.kit.Example;
import course.kit.Exercise;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

@Exercise(id = "2.5", title = "Scheduler", section = "使用yield实现协程操作例子")
class SchedulerSpec {
    private static final String IN_TURNS = "the tasks take turns, in the order of the queue";
    private static final int MANY = 100_000;

    private final Coroutine.Factory coroutines = new GivenCoroutines();
    private final Background background;
    private final Scheduler scheduler;
    private final List<String> diary = Collections.synchronizedList(new ArrayList<>());
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

    SchedulerSpec(Candidate<Scheduler> candidate, Background background) throws Exception {
        this.background = background;
        scheduler = candidate.create((Consumer<Throwable>) failures::add);
    }

    /** What a task does; {@code turn} gives the others their turns. */
    private interface Work {
        void run(Turn turn) throws Exception;
    }

    private interface Turn {
        void pass();
    }

    private void spawn(Work work) {
        scheduler.spawn(
                coroutines.<Void, Void, Void>create(caller -> {
                    try {
                        work.run(() -> caller.yield(null));
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return null;
                }));
    }

    /** A task that notes each of its turns: a1, a2, … */
    private void spawn(String name, int turns) {
        spawn(turn -> {
            for (int i = 1; i <= turns; i++) {
                diary.add(name + i);
                if (i < turns) {
                    turn.pass();
                }
            }
        });
    }

    // 2.5.1 and 2.5.2: round robin

    @Test
    void aTaskRunsToItsEnd() throws Exception {
        spawn("a", 3);

        scheduler.run();

        expectDiary("run() returns when all tasks have ended", "a1", "a2", "a3");
    }

    @Test
    void tasksTakeTurns() throws Exception {
        spawn("a", 3);
        spawn("b", 3);
        spawn("c", 3);

        scheduler.run();

        expectDiary(IN_TURNS, "a1", "b1", "c1", "a2", "b2", "c2", "a3", "b3", "c3");
    }

    @Test
    void whoHasEndedHasNoMoreTurns() throws Exception {
        spawn("a", 1);
        spawn("b", 4);
        spawn("c", 2);

        scheduler.run();

        expectDiary(IN_TURNS, "a1", "b1", "c1", "b2", "c2", "b3", "b4");
    }

    @Test
    void aTaskThatIsSpawnedByATaskGoesToTheEndOfTheQueue() throws Exception {
        spawn(turn -> {
            diary.add("a1");
            spawn("new", 2);
            diary.add("a1 goes on");
            turn.pass();
            diary.add("a2");
        });
        spawn("b", 2);

        scheduler.run();

        expectDiary(
                "b was in the queue before the new one, and the new one before a's next turn",
                "a1",
                "a1 goes on",
                "b1",
                "new1",
                "a2",
                "b2",
                "new2");
    }

    @Test
    void nobodyIsStarvedByATaskThatSpawnsOthers() throws Exception {
        var turns = new HashMap<String, Integer>();
        var worstLead = new int[1];
        spawn(turn -> {
            for (int i = 1; i <= 50; i++) {
                turns.put("spawner", i);
                spawn("child", 3);
                turn.pass();
            }
        });
        spawn(turn -> {
            for (int i = 1; i <= 50; i++) {
                turns.put("patient", i);
                worstLead[0] = Math.max(worstLead[0], Math.abs(turns.get("spawner") - i));
                turn.pass();
            }
        });

        scheduler.run();

        assertThat(worstLead[0])
                .withFailMessage(
                        "of two tasks, one was %s turns ahead of the other; all have the same"
                                + " number of turns, or one more",
                        worstLead[0])
                .isLessThanOrEqualTo(1);
    }

    @Test
    void allTasksRunOnTheThreadThatCallsRun() throws Exception {
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        for (int i = 0; i < 3; i++) {
            spawn(turn -> {
                threads.add(Thread.currentThread());
                turn.pass();
                threads.add(Thread.currentThread());
            });
        }

        scheduler.run();

        expectOnlyThisThread(threads);
    }

    @Test
    void whatATaskYieldsAndReturnsDoesNotMatter() throws Exception {
        scheduler.spawn(
                coroutines.<Object, Object, Object>create(caller -> {
                    diary.add("got " + caller.yield(new Coroutine.Returned<>("not the end")));
                    return new Coroutine.Yielded<>("the end");
                }));
        spawn("b", 2);

        scheduler.run();

        expectDiary("a task runs by next()", "b1", "got null", "b2");
    }

    @Test
    void withoutTasksItReturnsAtOnce() throws Exception {
        scheduler.run();
        diary.add("returned");

        spawn("a", 1);
        scheduler.run();

        expectDiary("a scheduler may run again when there is something to do", "returned", "a1");
    }

    // 2.5.3: failures

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

    @Test
    void aTaskMayFailWithWhateverThereIs() throws Exception {
        var failure = new StackOverflowError("too deep");
        spawn(turn -> {
            throw failure;
        });
        spawn("b", 1);

        scheduler.run();

        expectDiary("b is not concerned", "b1");
        assertThat(failures).as("the failures that were reported").containsExactly(failure);
    }

    // 2.5.4 and 2.5.5: what is refused, and how it is stopped

    @Test
    void aTaskCannotRunTheSchedulerThatRunsIt() throws Exception {
        spawn(turn -> {
            try {
                scheduler.run();
                diary.add("ran");
            } catch (IllegalStateException e) {
                diary.add("refused");
            }
            turn.pass();
            diary.add("a goes on");
        });
        spawn("b", 1);

        scheduler.run();

        expectDiary("the scheduler is running already", "refused", "b1", "a goes on");
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

        assertThatThrownBy(scheduler::run, "run(), when its thread is interrupted in a's turn")
                .isInstanceOf(InterruptedException.class);

        expectDiary(
                "the tasks are closed, b first, since a had the last turn",
                "b cleans up",
                "a cleans up");
    }

    @Test
    void whatATaskThrowsWhileItIsClosedIsReported() {
        var failure = new IllegalStateException("cannot clean up");
        spawn(turn -> {
            try {
                Thread.currentThread().interrupt();
                turn.pass();
            } catch (GeneratorExit exit) {
                throw failure;
            }
        });
        spawn(turn -> {
            throw new AssertionError("this task never has a turn");
        });

        assertThatThrownBy(scheduler::run, "run(), when its thread is interrupted")
                .isInstanceOf(InterruptedException.class);

        assertThat(failures).as("the failures that were reported").containsExactly(failure);
    }

    // The tutorial's definition: four points

    @Test
    @Deadline(seconds = 60)
    void pointOneManyTasksAreUnderWayAtOnceOnASingleThread() throws Exception {
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        var underWay = new int[2];
        for (int i = 0; i < MANY; i++) {
            spawn(turn -> {
                threads.add(Thread.currentThread());
                underWay[0]++;
                underWay[1] = Math.max(underWay[1], underWay[0]);
                turn.pass();
                underWay[0]--;
            });
        }

        scheduler.run();

        expectOnlyThisThread(threads);
        assertThat(underWay[1]).as("tasks that were under way at the same time").isEqualTo(MANY);
        assertThat(underWay[0]).as("tasks that have not come to their end").isZero();
    }

    private static void expectOnlyThisThread(Set<Thread> threads) {
        assertThat(threads)
                .withFailMessage(
                        "the tasks ran on %s, and not on the thread that called run()",
                        threads.stream().map(Thread::getName).limit(5).toList())
                .containsExactly(Thread.currentThread());
    }

    @Test
    void pointTwoSharedDataNeedsNoLock() throws Exception {
        var counter = new int[1];
        for (int i = 0; i < 1_000; i++) {
            spawn(turn -> {
                for (int turns = 0; turns < 20; turns++) {
                    int read = counter[0];
                    Thread.onSpinWait();
                    counter[0] = read + 1;
                    turn.pass();
                }
            });
        }

        scheduler.run();

        assertThat(counter[0])
                .as("a counter that 1,000 tasks have each added one to 20 times")
                .isEqualTo(20_000);
    }

    @Test
    void pointThreeEachTaskKeepsAStackOfItsOwn() throws Exception {
        Map<String, Integer> results = new HashMap<>();
        for (var name : List.of("a", "b", "c")) {
            int factor = name.charAt(0);
            spawn(turn -> results.put(name, sum(factor, 100, turn)));
        }

        scheduler.run();

        assertThat(results)
                .as("sums, each in the middle of 100 calls when the others have their turns")
                .isEqualTo(Map.of("a", 97 * 5050, "b", 98 * 5050, "c", 99 * 5050));
    }

    private static int sum(int factor, int n, Turn turn) {
        if (n == 0) {
            return 0;
        }
        turn.pass();
        int below = sum(factor, n - 1, turn);
        turn.pass();
        return factor * n + below;
    }

    @Test
    void pointFourIsMissingATaskThatWaitsForIoKeepsAllOthersWaiting() throws Exception {
        var pipe = Pipe.open();
        Example.current().closesAtEnd(pipe.source());
        Example.current().closesAtEnd(pipe.sink());
        var asked = new CountDownLatch(1);
        spawn(turn -> {
            diary.add("reader asks");
            asked.countDown();
            pipe.source().read(ByteBuffer.allocate(1));
            diary.add("reader has it");
        });
        spawn("other", 2);
        var writer =
                background.start(
                        "the disk, the network, whoever",
                        () -> {
                            asked.await();
                            pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
                        });

        scheduler.run();
        writer.awaitEnd();

        expectDiary(
                "the other task could have run while the reader waited, but nobody switched to it."
                        + " That is how it is: whoever waits must yield by itself, and a read does"
                        + " not",
                "reader asks",
                "reader has it",
                "other1",
                "other2");
    }

    private void expectDiary(String why, String... expected) {
        assertThat(diary)
                .withFailMessage(
                        "%s%n  expected: %s%n  but was:  %s%s",
                        why,
                        List.of(expected),
                        diary,
                        failures.isEmpty() ? "" : "%n  reported: ".formatted() + failures)
                .containsExactly(expected);
    }
}
