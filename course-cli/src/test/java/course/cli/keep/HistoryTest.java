package course.cli.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.cli.workspace.Clone;
import course.cli.workspace.Exercise;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Nothing that a learner wrote is lost. */
class HistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @TempDir private Path folder;
    private Clone clone;
    private Exercise exercise;
    private History history;
    private String stub;

    @BeforeEach
    void makeClone() throws IOException {
        clone = Clone.in(folder.resolve("a clone, é"));
        exercise = clone.exercise("1.1");
        history = new History(clone.course());
        stub = Files.readString(exercise.source());
    }

    @Test
    void aResetPutsTheStubBackAndKeepsWhatWasThere() throws IOException {
        writes("mine");

        var kept = history.reset(exercise).orElseThrow();

        assertThat(exercise.source()).hasContent(stub);
        assertThat(history.content(kept)).asString().isEqualTo("mine");
        assertThat(history.all()).containsExactly(kept);
        assertThat(Stubs.isUntouched(exercise)).isTrue();
    }

    @Test
    void undoGoesBackStepByStep() throws IOException {
        writes("first");
        history.reset(exercise);
        writes("second");
        history.reset(exercise);

        history.putBack(history.nextUndo().orElseThrow());
        assertThat(exercise.source()).hasContent("second");
        history.putBack(history.nextUndo().orElseThrow());
        assertThat(exercise.source()).hasContent("first");
        assertThat(history.nextUndo()).isEmpty();
    }

    @Test
    void whatAnUndoReplacesIsKept() throws IOException {
        writes("first");
        history.reset(exercise);
        writes("later");

        var replaced = history.putBack(history.nextUndo().orElseThrow()).orElseThrow();

        assertThat(history.content(replaced)).asString().isEqualTo("later");
        history.putBack(replaced);
        assertThat(exercise.source()).hasContent("later");
    }

    @Test
    void manyInOneMomentHaveNamesOfTheirOwn() throws IOException {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        history = new History(clone.course(), clock);
        for (var text : new String[] {"one", "two", "three"}) {
            writes(text);
            history.reset(exercise);
        }

        assertThat(history.all())
                .extracting(Kept::name)
                .containsExactly(
                        "2026-11-28-120000-1.1-3",
                        "2026-11-28-120000-1.1-2",
                        "2026-11-28-120000-1.1");
        history.putBack(history.nextUndo().orElseThrow());
        assertThat(exercise.source()).hasContent("three");
    }

    @Test
    void whatCannotBeKeptIsNotReplaced() throws IOException {
        writes("mine");
        clone.write(".course/history", "a file where the folder should be");

        assertThatThrownBy(() -> history.reset(exercise))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Nothing was changed: no copy of your code could be kept");
        assertThat(exercise.source()).hasContent("mine");
    }

    @Test
    void aFileThatIsGoneComesBack() throws IOException {
        Files.delete(exercise.source());

        assertThat(history.reset(exercise)).isEmpty();
        assertThat(exercise.source()).hasContent(stub);
    }

    @Test
    void aDamagedCopyHidesNoOther() throws IOException {
        writes("mine");
        var kept = history.reset(exercise).orElseThrow();
        clone.write(".course/history/2026-01-01-000000-1.1/kept.json", "{");
        clone.write(".course/history/2026-01-01-000001-1.1/kept.json", "{\"name\": \"other\"}");
        clone.write(".course/history/.new-1/ExerciseA.java", "never finished");

        assertThat(history.all()).containsExactly(kept);
    }

    @Test
    void whatHasNotChangedIsKeptOnce() throws IOException {
        writes("mine");
        history.keepIfNew(exercise, Why.VISIT);
        history.keepIfNew(exercise, Why.VISIT);
        writes("more");
        history.keepIfNew(exercise, Why.VISIT);

        assertThat(history.all()).hasSize(2);
        assertThat(history.nextUndo()).isEmpty();
    }

    @Test
    void eachFileThatHasBeenWrittenInIsKeptOnce() throws IOException {
        history.keepWritten(clone.course().exercises(), Why.VISIT);
        assertThat(history.all()).isEmpty();

        Files.writeString(clone.exercise("2.2").source(), "both of the second lesson");
        history.keepWritten(clone.course().exercises(), Why.VISIT);
        history.keepWritten(clone.course().exercises(), Why.VISIT);

        var kept = history.all();
        assertThat(kept).extracting(Kept::exercise).containsExactly("2.1");
        assertThat(history.content(kept.getFirst()))
                .asString()
                .isEqualTo("both of the second lesson");
    }

    @Test
    void withoutItsCopyAStubIsNotPutBack() throws IOException {
        writes("mine");
        Files.delete(clone.root().resolve("01-one/stubs/ExerciseA.java.txt"));

        assertThatThrownBy(() -> history.reset(exercise))
                .hasMessageStartingWith("There is no copy of the stub at ");
        assertThat(exercise.source()).hasContent("mine");
        assertThat(history.all()).isEmpty();
    }

    @Test
    void theReferenceIsComparedUnderTheExercisesNames() throws IOException {
        var comparison = Comparison.of(exercise);

        assertThat(comparison.lines())
                .contains("+        Helper.help();", "-        // TODO 1.1.2: then this")
                .noneMatch(line -> line.contains("class ReferenceA"))
                .noneMatch(line -> line.startsWith("+package"));
        assertThat(comparison.helpers())
                .containsExactly(comparison.reference().resolveSibling("Helper.java"));
    }

    @Test
    void referencesOfOtherLessonsKeepTheirNames() {
        var reference =
                """
                package course.two.reference;

                import course.one.reference.ReferenceA;

                final class ReferenceB {
                    ReferenceB(ReferenceA a) {}
                }
                """;

        assertThat(Comparison.underExerciseNames(reference))
                .isEqualTo(
                        """
                        package course.two.exercise;

                        import course.one.reference.ReferenceA;

                        final class ExerciseB {
                            ExerciseB(ReferenceA a) {}
                        }
                        """);
    }

    private void writes(String text) throws IOException {
        Files.writeString(exercise.source(), text);
    }
}
