package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import course.gevent.demo.GeventDemo;
import course.gevent.demo.HubCostDemo;
import course.gevent.demo.SyncAsyncDemo;
import course.kit.Program;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** The demos run, and print what the tutorial's programs print. */
class HubDemosProof {
    private static final String TIME =
            "[A-Z][a-z]{2} [A-Z][a-z]{2} [ 123]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}";

    @Test
    void func1AndFunc2TakeTurns() throws Exception {
        try (var demo = Program.start(GeventDemo.class)) {
            assertThat(demo.awaitEnd()).isZero();

            assertThat(demo.lines().stream().map(line -> line.replaceAll(TIME, "TIME")))
                    .containsExactly(
                            "\033[31;1m running in f1...TIME\033[0m",
                            "\033[32;1m jumping in f2.....TIME\033[0m",
                            "\033[32;1m flying in sky in f2.......TIME\033[0m",
                            "\033[31;1mrunning and sinning in f1 TIME\033[0m");
        }
    }

    @Test
    void theTasksAreDoneOneAfterTheOtherAndAllAtOnce() throws Exception {
        try (var demo = Program.start(SyncAsyncDemo.class)) {
            assertThat(demo.awaitEnd()).isZero();

            assertThat(demo.lines().stream().filter(line -> !line.matches("(task|  ).*|")))
                    .containsExactlyElementsOf(tutorialsLines());
            demo.awaitLine("task 9 {40,}·+");
            demo.awaitLine("task 9 {2,12}·+");
        }
    }

    private static List<String> tutorialsLines() {
        var lines = new ArrayList<>(List.of("Synchronous:"));
        for (var pid = 1; pid < 10; pid++) {
            lines.add("Task %s done".formatted(pid));
        }
        lines.add("Asynchronous:");
        for (var pid = 0; pid < 10; pid++) {
            lines.add("Task %s done".formatted(pid));
        }
        return lines;
    }

    @Test
    void wrongArgumentsAreAnsweredWithTheUsage() throws Exception {
        for (var demo : List.of(GeventDemo.class, SyncAsyncDemo.class, HubCostDemo.class)) {
            try (var program = Program.start(demo, "one", "two")) {
                assertThat(program.awaitEnd()).as(demo.getSimpleName()).isEqualTo(2);
                assertThat(program.lines()).hasSize(1);
                assertThat(program.lines().getFirst()).startsWith("usage: " + demo.getSimpleName());
            }
        }
    }
}
