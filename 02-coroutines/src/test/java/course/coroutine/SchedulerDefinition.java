package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.kit.Example;
import course.kit.TakesTime;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** The tutorial's definition: four points. */
abstract class SchedulerDefinition extends SchedulerExamples {
    private static final int MANY = 100_000;

    SchedulerDefinition(Candidate<Scheduler> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    @Test
    @Deadline(seconds = 60)
    @TakesTime
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
}
