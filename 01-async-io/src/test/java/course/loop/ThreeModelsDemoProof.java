package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Program;
import course.loop.demo.ThreeModelsDemo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

import javax.xml.parsers.DocumentBuilderFactory;

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
    void thePictureHasNoWords(@TempDir Path folder) throws Exception {
        var picture = folder.resolve("three-models.svg");
        try (var program = Program.start(ThreeModelsDemo.class, picture.toString())) {
            assertThat(program.awaitEnd()).isZero();
        }

        var svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());

        assertThat(svg.getElementsByTagName("rect").getLength())
                .as("the background, and three spans for each of nine lanes")
                .isEqualTo(1 + 9 * 3);
        assertThat(Files.readString(picture)).doesNotContainPattern(">[^<]*[a-zA-Z][^<]*<");
    }

    @Test
    void thePictureOfTheLessonIsFromARun(@TempDir Path folder) throws Exception {
        var picture = folder.resolve("three-models.svg");
        try (var program = Program.start(ThreeModelsDemo.class, picture.toString())) {
            assertThat(program.awaitEnd()).isZero();
        }

        assertThat(Path.of("pictures/three-models.svg")).hasSameTextualContentAs(picture);
    }

    @Test
    void wrongArgumentsAreAnsweredWithTheUsage() throws Exception {
        try (var program = Program.start(ThreeModelsDemo.class, "one.svg", "two.svg")) {
            assertThat(program.awaitEnd()).isEqualTo(2);

            assertThat(program.lines()).containsExactly("usage: ThreeModelsDemo [picture.svg]");
        }
    }
}
