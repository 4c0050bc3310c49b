package course.kit.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.WhenTheRestIsRight;
import course.kit.report.Result;
import course.kit.report.ResultFile;
import course.kit.report.Verdict;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The whole course's result has every exercise of the catalogue in it, whatever has been run. */
class CourseGradeTest {
    @TempDir private Path course;
    private final List<Result> results = new ArrayList<>();

    @BeforeEach
    void twoLessonsWithThreeExercises() throws IOException {
        CourseResult.of(List.of(), List.of())
                .write(course.resolve("course-result/src/main/resources/not-run"));
        catalogue("02-two", entry("02-two", "2.1", 4));
        catalogue("01-one", entry("01-one", "1.1", 2), entry("01-one", "1.2", 1));
    }

    @Test
    void theCatalogueIsInTheOrderOfTheLessons() throws IOException {
        assertThat(Catalogue.read(course).exercises())
                .extracting(CourseExercise::exercise)
                .containsExactly("1.1", "1.2", "2.1");
    }

    @Test
    void aLessonIsWrittenAnew() throws IOException {
        catalogue("01-one", entry("01-one", "1.1", 7));

        assertThat(Catalogue.read(course).exercises())
                .containsExactly(entry("01-one", "1.1", 7), entry("02-two", "2.1", 4));
    }

    @Test
    void allIsDoneWhenEveryExampleHasPassed() throws IOException {
        add("1.1", Verdict.PASSED, 2);
        add("1.2", Verdict.PASSED, 1);
        ran("01-one");
        add("2.1", Verdict.PASSED, 4);
        ran("02-two");

        assertThat(result().done()).isTrue();
        assertThat(result().score()).isEqualTo(1);
        result().write(course);
        assertThat(course.resolve("exercise.done")).exists();
    }

    @Test
    void whatHasNotBeenRunCountsAsMuchAsWhatHas() throws IOException {
        add("1.1", Verdict.PASSED, 1);
        ran("01-one");

        assertThat(result().done()).isFalse();
        assertThat(result().score()).isEqualTo(0.166);
        assertThat(result().table())
                .isEqualTo(
                        """

                        The whole course, your exercises:
                          1.1   Title ..   1 of 2   1 not run
                          1.2   Title ..   0 of 1   1 not run
                          2.1   Title ..   0 of 4   4 not run
                          Score: 16 %, 0 of 3 exercises are done.

                        """);
    }

    @Test
    void whatThisMachineCannotRunCountsForNothing() throws IOException {
        add("1.1", Verdict.SKIPPED, 2);
        add("1.2", Verdict.PASSED, 1);
        ran("01-one");
        add("2.1", Verdict.PASSED, 3);
        add("2.1", Verdict.SKIPPED, 1);
        ran("02-two");

        assertThat(result().done()).isTrue();
    }

    @Test
    void anExerciseThatThisMachineCannotRunIsSkippedAsAWhole() throws IOException {
        add("2.1", Verdict.SKIPPED, 1);
        ran("02-two");

        assertThat(result().exercises().getLast())
                .isEqualTo(new CourseExercise("02-two", "2.1", "Title", 4, 0, 0, 0, 0, 4, 0));
    }

    @Test
    void whatComesWhenTheRestIsRightCountsAlthoughItWasSkipped() throws IOException {
        add("1.1", Verdict.FAILED, 1);
        add("1.1", Verdict.SKIPPED, 1, WhenTheRestIsRight.NOT_YET + ", which is not");
        ran("01-one");

        assertThat(result().exercises().getFirst())
                .isEqualTo(new CourseExercise("01-one", "1.1", "Title", 2, 0, 0, 1, 0, 0, 1));
    }

    @Test
    void aFailureBesideTheExamplesIsNotDone() throws IOException {
        add("1.2", Verdict.PASSED, 1);
        add("1.2", Verdict.FAILED, 1);
        ran("01-one");

        assertThat(result().exercises().get(1).isDone()).isFalse();
    }

    @Test
    void aResultThatWasNotWrittenToItsEndIsNone() throws IOException {
        add("1.1", Verdict.PASSED, 2);
        ran("01-one");
        var file = course.resolve("01-one/target/course/exercise.json");
        Files.writeString(file, Files.readString(file).substring(0, 300));

        assertThat(result().exercises()).hasSize(3).allMatch(one -> one.passed() == 0);
    }

    @Test
    void itIsWrittenAsJsonAndAsATable() throws IOException {
        add("1.1", Verdict.PASSED, 2);
        ran("01-one");

        result().write(course);

        assertThat(CourseResult.read(course)).isEqualTo(result());
        assertThat(course.resolve("exercise.done")).doesNotExist();
        assertThat(course.resolve("exercise.md"))
                .content()
                .contains("| 1.1 Title | 2 of 2 | 0 | 0 | 0 | 0 | 0 |")
                .contains("| 2.1 Title | 0 of 4 | 0 | 0 | 0 | 4 | 0 |")
                .endsWith("\nScore: 33 %, 1 of 3 exercises are done.\n");
    }

    private CourseResult result() throws IOException {
        return new CourseGrade(course).result();
    }

    private void catalogue(String module, CourseExercise... entries) throws IOException {
        Catalogue.read(course).update(module, List.of(entries));
    }

    private static CourseExercise entry(String module, String exercise, int examples) {
        return CourseExercise.notRun(module, exercise, "Title", examples);
    }

    private void add(String exercise, Verdict verdict, int times) {
        add(exercise, verdict, times, "");
    }

    private void add(String exercise, Verdict verdict, int times, String message) {
        for (var i = 0; i < times; i++) {
            results.add(
                    new Result(
                            exercise,
                            "Title",
                            "Spec",
                            "an example",
                            "anExample",
                            verdict,
                            message,
                            0));
        }
    }

    private void ran(String module) throws IOException {
        var file = course.resolve(module).resolve("target/course/exercise.json");
        Files.createDirectories(file.getParent());
        var result = new ResultFile(module, "exercise", 0, List.of(), List.copyOf(results));
        Files.writeString(file, ResultFile.gson().toJson(result));
        results.clear();
    }
}
