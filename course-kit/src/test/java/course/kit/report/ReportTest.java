package course.kit.report;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.failure.ToDo;
import course.kit.track.Track;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table and the result file. */
class ReportTest {
    private static final ToDo SECOND =
            new ToDo(
                    "TODO 5.10.1: begin here",
                    Optional.of(
                            new ToDo.Place("course.x.exercise.ExerciseB", "ExerciseB.java", 12)));

    private final List<Result> results = new ArrayList<>();

    @Test
    void everyExerciseCountsTheSame() {
        add("5.1", Verdict.PASSED, 1);
        add("5.2", Verdict.PASSED, 1);
        add("5.2", Verdict.TO_DO, 3);

        assertThat(file().score()).isEqualTo(0.625);
    }

    @Test
    void whatWasSkippedCountsForNothing() {
        add("5.1", Verdict.PASSED, 1);
        add("5.1", Verdict.SKIPPED, 5);

        assertThat(file().score()).isEqualTo(1);
    }

    @Test
    void whatWasNotRunCountsAsNotPassed() {
        add("5.1", Verdict.PASSED, 1);
        add("5.1", Verdict.NOT_RUN, 3);

        assertThat(file().score()).isEqualTo(0.25);
        assertThat(new ProgressTable(file(), List.of()).toString())
                .contains("5.1   Title ..   1 of 4   3 not run");
    }

    @Test
    void exercisesAreInTheOrderOfTheirNumbers() {
        add("5.10", Verdict.PASSED, 1);
        add("5.2", Verdict.PASSED, 1);

        assertThat(file().exercises())
                .extracting(ResultFile.ExerciseResult::exercise)
                .containsExactly("5.2", "5.10");
    }

    @Test
    void theTableTellsHowFarEachExerciseIsAndTheNextStep() {
        add("5.2", Verdict.PASSED, 3);
        add("5.10", Verdict.TO_DO, 2);
        add("5.10", Verdict.SKIPPED, 1);

        assertThat(new ProgressTable(file(), List.of(SECOND)))
                .hasToString(
                        """

                        05-select-server, your exercises, score 50 %:
                          5.2   Title ..   3 of 3   done
                          5.10  Title ..   0 of 2   to do, 1 skipped
                          Next: TODO 5.10.1: begin here
                            in 05-select-server/src/main/java/course/x/exercise/ExerciseB.java, line 12

                        """);
    }

    @Test
    void whatIsWrongComesBeforeWhatIsToDo() {
        add("5.2", Verdict.TO_DO, 1);
        add("5.3", Verdict.HUNG, 1);

        assertThat(new ProgressTable(file(), List.of(SECOND)).toString())
                .contains("5.3   Title ..   0 of 1   1 hung")
                .contains("Next: 5.3, \"an example\" hung:\n    because");
    }

    @Test
    void aResultFileCanBeReadAgain(@TempDir Path folder) throws Exception {
        add("5.1", Verdict.TO_DO, 2);
        var file = folder.resolve("exercise.json");

        Files.writeString(file, file().json(results.stream().map(ResultFile::json).toList()));

        assertThat(ResultFile.read(file)).isEqualTo(file());
    }

    private void add(String exercise, Verdict verdict, int times) {
        for (var i = 0; i < times; i++) {
            results.add(
                    new Result(
                            exercise,
                            "Title",
                            "Spec",
                            "an example",
                            "anExample",
                            verdict,
                            verdict == Verdict.PASSED ? "" : "because",
                            0.1));
        }
    }

    private ResultFile file() {
        return ResultFile.of("05-select-server", Track.EXERCISE, results);
    }
}
