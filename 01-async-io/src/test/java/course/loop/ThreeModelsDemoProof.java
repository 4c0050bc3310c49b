package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Program;
import course.loop.demo.ThreeModelsDemo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** The demo draws the tutorial's picture. */
class ThreeModelsDemoProof {

    @Test
    void theThreeTimelinesAreDrawn() throws Exception {
        try (var program = Program.start(ThreeModelsDemo.class)) {
            assertThat(program.awaitEnd()).isZero();

            assertThat(program.lines())
                    .containsExactly(
                            "synchronous: 21 s, threads: 1, runs counted: 6",
                            "1  ██··············██",
                            "2                    ██······████",
                            "3                                ████······██",
                            "   0         5         10        15        20 s",
                            "",
                            "threads: 9 s, threads: 3, runs counted: 6",
                            "1  ██··············██",
                            "2  ██······████",
                            "3  ████······██",
                            "   0         5 s",
                            "",
                            "event-driven: 9 s, threads: 1, runs counted: 6",
                            "1  ██··············██",
                            "2    ██······████",
                            "3      ████······██",
                            "   0         5 s",
                            "");
        }
    }

    @Test
    void thePictureOfTheLessonIsFromARun(@TempDir Path folder) throws Exception {
        try (var program = Program.start(ThreeModelsDemo.class, folder.toString())) {
            assertThat(program.awaitEnd()).isZero();
        }

        for (var file : List.of("three-models.csv", "three-models.svg", "three-models.zh.svg")) {
            assertThat(Path.of("pictures", file)).hasSameTextualContentAs(folder.resolve(file));
        }
    }

    @Test
    void wrongArgumentsAreAnsweredWithTheUsage() throws Exception {
        try (var program = Program.start(ThreeModelsDemo.class, "one", "two")) {
            assertThat(program.awaitEnd()).isEqualTo(2);

            assertThat(program.lines())
                    .containsExactly("usage: ThreeModelsDemo [folder for the picture]");
        }
    }
}
