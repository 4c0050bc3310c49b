package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Program;
import course.loop.demo.EventLoopDemo;
import course.loop.demo.UiScanDemo;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The demos run, and show what the tutorial says. */
class LoopDemosProof {

    @Test
    void noClickIsHandledDuringASynchronousRead() throws Exception {
        try (var demo = Program.start(EventLoopDemo.class, "100")) {
            assertThat(demo.awaitEnd()).isZero();

            demo.awaitLine("synchronous read +0 .*");
            demo.awaitLine("message loop +[1-9][0-9,]* .*");
        }
    }

    @Test
    void aBlockingScanOfTheMouseSeesNoKeys() throws Exception {
        try (var demo = Program.start(UiScanDemo.class)) {
            assertThat(demo.awaitEnd()).isZero();

            demo.awaitLine("1\\. CPU used .*");
            demo.awaitLine("2\\. keys seen while the mouse is silent +0 of 10 +10 of 10");
            demo.awaitLine("3\\. delay of an event, 100 devices .*");
        }
    }

    @Test
    void wrongArgumentsAreAnsweredWithTheUsage() throws Exception {
        for (var demo : List.of(EventLoopDemo.class, UiScanDemo.class)) {
            try (var program = Program.start(demo, "many")) {
                assertThat(program.awaitEnd()).as(demo.getSimpleName()).isEqualTo(2);
                assertThat(program.lines()).hasSize(1);
                assertThat(program.lines().getFirst()).startsWith("usage: " + demo.getSimpleName());
            }
        }
    }
}
