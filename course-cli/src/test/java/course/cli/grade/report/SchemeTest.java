package course.cli.grade.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import course.cli.workspace.Exercise;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class SchemeTest {
    private static final List<Exercise> EXERCISES =
            List.of(exercise("1.1"), exercise("5.1"), exercise("5.2"));
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @TempDir private Path folder;

    @Test
    void withoutAFileEachCountsTheSame() {
        assertThat(Scheme.simple().weight("5.2")).isEqualTo(1);
        assertThat(Scheme.simple().daysLate("5.2", "anna", Optional.of(NOON))).isZero();
    }

    @Test
    void anExercisesOwnWeightComesBeforeItsLessons() throws IOException {
        var scheme = read("weight.5 = 2\nweight.5.2 = 0.5\n");

        assertThat(scheme.weight("1.1")).isEqualTo(1);
        assertThat(scheme.weight("5.1")).isEqualTo(2);
        assertThat(scheme.weight("5.2")).isEqualTo(0.5);
    }

    @Test
    void aDayIsLateFromItsFirstMomentOn() throws IOException {
        var scheme = read("deadline = 2026-12-01T13:00+01:00\ndeadline.5 = 2026-12-03T12:00Z\n");

        assertThat(late(scheme, "1.1", NOON)).isZero();
        assertThat(late(scheme, "1.1", NOON.plusNanos(1))).isEqualTo(1);
        assertThat(late(scheme, "1.1", NOON.plusSeconds(24 * 3600))).isEqualTo(1);
        assertThat(late(scheme, "1.1", NOON.plusSeconds(24 * 3600 + 1))).isEqualTo(2);
        assertThat(late(scheme, "5.1", NOON.plusSeconds(24 * 3600 + 1))).isZero();
    }

    @Test
    void whatTheFileSaysOfASubmissionComesBeforeItsDate() throws IOException {
        var scheme = read("deadline = 2026-12-01T12:00Z\nhandedIn.anna\\ b = 2026-12-01T11:00Z\n");

        assertThat(scheme.daysLate("1.1", "anna b", Optional.of(NOON.plusSeconds(9)))).isZero();
        assertThat(scheme.daysLate("1.1", "bo", Optional.empty())).isZero();
    }

    @Test
    void beingLateCostsWhatTheFileSays() throws IOException {
        assertThat(read("deadline = 2026-12-01T12:00Z\n").left(3)).isEqualTo(1);
        assertThat(read("late = 10\n").left(3)).isEqualTo(0.7);
        assertThat(read("late = 10\n").left(30)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    weight.5.9 = 1          | there is no exercise 5.9
                    weight = 1              | there is no exercise
                    weight.5.2 = much       | it takes a number, from 0 up to 1000000
                    weight.5.2 = -1         | it takes a number
                    weight.5.2 = NaN        | it takes a number
                    weight.5.2 = Infinity   | it takes a number
                    points = 0              | it takes a number, more than 0 up to 1000000
                    points.5 = 5            | the file knows points
                    late = 101              | it takes a number, from 0 up to 100
                    deadline = tomorrow     | it takes a time with its zone
                    deadline = 2026-12-01T12:00 | it takes a time with its zone
                    dedline = 2026-12-01T12:00Z | the file knows points
                    visibility = never      | it takes visible, hidden
                    """)
    void whatItCanNotMeanIsSaid(String line, String said) {
        assertThatIOException()
                .isThrownBy(() -> read(line + "\n"))
                .withMessageContaining("grading.properties: " + line.split(" ")[0])
                .withMessageContaining(said);
    }

    @Test
    void twoValuesForOneKeyAreNoChoice() {
        assertThatIOException()
                .isThrownBy(() -> read("late = 1\nlate = 2\n"))
                .withMessageContaining("late is there twice");
    }

    @Test
    void somethingHasToCount() {
        assertThatIOException()
                .isThrownBy(() -> read("weight.1 = 0\nweight.5 = 0\n"))
                .withMessageContaining("no exercise counts anything");
    }

    @Test
    void aFileThatIsNotThereIsNoSimpleScheme() {
        assertThatIOException()
                .isThrownBy(() -> Scheme.read(folder.resolve("none"), EXERCISES))
                .withMessageContaining("can not be read");
    }

    private Scheme read(String text) throws IOException {
        var file = folder.resolve("grading.properties");
        Files.writeString(file, text);
        return Scheme.read(file, EXERCISES);
    }

    private static long late(Scheme scheme, String exercise, Instant when) {
        return scheme.daysLate(exercise, "anna", Optional.of(when));
    }

    private static Exercise exercise(String id) {
        return new Exercise(id, "Title", "05-select-server", 3, "course.Spec", Path.of("x.java"));
    }
}
