package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.demo.GreenletDemo;
import course.greenlet.demo.SwitchCostDemo;
import course.kit.Program;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/** The demos run, and the tutorial's prints what the tutorial's prints. */
class DemosProof {

    @Test
    void theTutorialsProgram() throws Exception {
        try (var program = Program.start(GreenletDemo.class)) {
            assertThat(program.awaitEnd()).isZero();

            assertThat(program.lines()).containsExactly("12", "56", "34", "78");
        }
    }

    @Test
    void theCostOfASwitch() throws Exception {
        try (var program = Program.start(SwitchCostDemo.class, "100000", "no-python-here")) {
            assertThat(program.awaitEnd()).isZero();

            program.awaitLine("  a bare continuation's run and yield .* 1.00");
            program.awaitLine("  Greenlet.switchTo .*\\d");
            program.awaitLine("bytes for each of 100,000 suspended greenlets: \\d+");
        }
    }

    @Test
    void wrongArgumentsAreAnsweredWithTheUsage() throws Exception {
        try (var program = Program.start(GreenletDemo.class, "1")) {
            assertThat(program.awaitEnd()).isEqualTo(2);
            assertThat(program.lines()).containsExactly("usage: GreenletDemo");
        }
        try (var program = Program.start(SwitchCostDemo.class, "many")) {
            assertThat(program.awaitEnd()).isEqualTo(2);
            assertThat(program.lines())
                    .containsExactly("usage: SwitchCostDemo [greenlets, 1 or more] [python]");
        }
    }

    @Test
    void withoutTheFlagTheErrorSaysWhichOneIsMissing() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = Path.of("target", "classes").toString();

        var process =
                new ProcessBuilder(java, "-cp", classes, GreenletDemo.class.getName())
                        .redirectErrorStream(true)
                        .start();
        var printed = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(printed)
                .contains("start java with --add-exports java.base/jdk.internal.vm=ALL-UNNAMED");
    }
}
