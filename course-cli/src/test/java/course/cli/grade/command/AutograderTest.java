package course.cli.grade.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import course.kit.Program;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Gradescope runs for each submission, with a course that says what it is told. */
class AutograderTest {
    private static final Path SCRIPT =
            Path.of("..", "grading", "run_autograder").toAbsolutePath().normalize();

    @TempDir private Path folder;

    @BeforeEach
    void makeFolders() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        Files.createDirectories(folder.resolve("source/grading"));
        Files.createDirectories(folder.resolve("submission"));
        Files.createDirectories(folder.resolve("results"));
        Files.writeString(folder.resolve("results/results.json"), "of an earlier submission");
    }

    @Test
    void theResultIsWhereGradescopeLooks() throws Exception {
        course("mkdir -p \"$4/each/anna\"; echo '{}' >\"$4/each/anna/gradescope.json\"");

        assertThat(run()).isZero();

        assertThat(folder.resolve("results/results.json")).hasContent("{}");
    }

    @Test
    void optionsAreAddedToTheCommand() throws Exception {
        course("mkdir -p \"$4/each/anna\"; echo \"$@\" >\"$4/each/anna/gradescope.json\"");
        Files.writeString(folder.resolve("source/grading/options"), "--lesson 05 --jobs 1");

        assertThat(run()).isZero();

        assertThat(Files.readString(folder.resolve("results/results.json")))
                .startsWith("grade " + folder.resolve("submission") + " --out ")
                .endsWith(" --lesson 05 --jobs 1\n");
    }

    @Test
    void whatCouldNotBeJudgedLeavesNoResult() throws Exception {
        course("exit 1");

        assertThat(run()).isEqualTo(1);

        assertThat(folder.resolve("results/results.json")).doesNotExist();
    }

    @Test
    void twoResultsAreNoResult() throws Exception {
        course(
                "for i in a b; do mkdir -p \"$4/each/$i\"; echo $i >\"$4/each/$i/gradescope.json\";"
                        + " done");

        assertThat(run()).isEqualTo(1);

        assertThat(folder.resolve("results/results.json")).doesNotExist();
    }

    private void course(String script) throws IOException {
        var course = folder.resolve("source/course");
        Files.writeString(course, "#!/bin/bash\n" + script + "\n");
        assertThat(course.toFile().setExecutable(true)).isTrue();
    }

    private int run() throws Exception {
        var command = new ProcessBuilder("bash", SCRIPT.toString()).redirectErrorStream(true);
        command.environment().put("AUTOGRADER", folder.toString());
        try (var program = Program.start(command)) {
            return program.awaitEnd();
        }
    }
}
