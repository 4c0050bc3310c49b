package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.demo.AbDemo;
import course.coroutine.demo.BaoziDemo;
import course.coroutine.demo.CallersMonitorDemo;
import course.coroutine.demo.ContinuationDemo;
import course.coroutine.demo.LockTrapDemo;
import course.coroutine.demo.SwitchCostDemo;
import course.kit.Program;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** The demos run, and print what the tutorial's programs print. */
class CoroutineDemosProof {

    @Test
    void aAndBAreInterleaved() throws Exception {
        assertThat(linesOf(AbDemo.class)).containsExactly("1", "2", "x", "y", "3", "z");
        assertThat(linesOf(AbDemo.class, "B", "A", "B")).containsExactly("x", "1", "y");
    }

    @Test
    void theProducerAndItsConsumersPrintTheTutorialsLines() throws Exception {
        var expected =
                new ArrayList<>(
                        List.of("--->starting eating baozi...", "--->starting eating baozi..."));
        for (int n = 1; n <= 5; n++) {
            expected.add("[c1] is eating baozi " + n);
            expected.add("[c2] is eating baozi " + n);
            expected.add("\033[32;1m[producer]\033[0m is making baozi " + n);
        }

        assertThat(linesOf(BaoziDemo.class)).isEqualTo(expected);
        assertThat(linesOf(BaoziDemo.class, "1")).isEqualTo(expected.subList(0, 5));
    }

    @Test
    void aContinuationRunsPartByPart() throws Exception {
        assertThat(linesOf(ContinuationDemo.class))
                .containsExactly(
                        "main: run 1",
                        "body: one",
                        "main: run 2",
                        "body: two",
                        "body: three calls deeper",
                        "main: run 3",
                        "body: the end",
                        "main: done, all on the thread main");
    }

    @Test
    void aCallStackLeavesTheCallersMonitorToIt() throws Exception {
        assertThat(linesOf(CallersMonitorDemo.class))
                .containsExactly(
                        "Continuation, run()   holds the lock: true, afterwards: false",
                        "CallStack, run()      holds the lock: true, afterwards: true");
    }

    @Test
    void theTrapOfLocksIsShownAndDetected() throws Exception {
        var lines =
                linesOf(LockTrapDemo.class).stream()
                        .map(line -> line.replaceAll("@[0-9a-f]+", "@N").replaceAll(":\\d+", ":N"))
                        .toList();

        assertThat(lines)
                .containsExactly(
                        "a yield inside synchronized:",
                        "  A is in, and reads 0",
                        "  B waits for A to leave, and A for its next turn: for ever",
                        "a yield with a ReentrantLock:",
                        "  A is in, and reads 0",
                        "  B is in, and reads 0",
                        "  A writes 1, and leaves",
                        "  B writes 1, and leaves",
                        "the same two, when locks are refused:",
                        "  A is in, and reads 0",
                        "  cannot yield with locks held: java.lang.Object@N in inMonitor"
                                + " (LockTrapDemo.java:N)",
                        "  A is in, and reads 0",
                        "  cannot yield with locks held:"
                                + " java.util.concurrent.locks.ReentrantLock$NonfairSync@N");
    }

    @Test
    void theCostOfASwitchIsATable() throws Exception {
        var lines = linesOf(SwitchCostDemo.class, "2");

        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).matches("Continuation, run\\(\\) +[0-9.]+ +1\\.00");
        assertThat(lines.get(3)).matches("Generator, next\\(\\) +[0-9.]+ +[0-9.]+");
    }

    @Test
    void wrongArgumentsAreAnsweredWithTheUsage() throws Exception {
        for (var demo :
                List.of(
                        AbDemo.class,
                        BaoziDemo.class,
                        ContinuationDemo.class,
                        LockTrapDemo.class,
                        SwitchCostDemo.class)) {
            try (var program = Program.start(demo, "one", "two", "three")) {
                assertThat(program.awaitEnd()).as(demo.getSimpleName()).isEqualTo(2);
                assertThat(program.lines()).hasSize(1);
                assertThat(program.lines().getFirst()).startsWith("usage: " + demo.getSimpleName());
            }
        }
    }

    private static List<String> linesOf(Class<?> demo, String... arguments) throws Exception {
        try (var program = Program.start(demo, arguments)) {
            assertThat(program.awaitEnd()).as(demo.getSimpleName()).isZero();
            return program.lines();
        }
    }
}
