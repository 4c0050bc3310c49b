package course.cli.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.likeness.Likeness.Match;
import course.cli.workspace.Clone;
import course.kit.likeness.ExampleName;
import course.kit.likeness.Matrix;
import course.kit.likeness.Traits;
import course.kit.report.Result;
import course.kit.report.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a red run looks like. */
class LikenessTest {
    private static final Map<String, Traits> GALLERY =
            Map.of(
                    "Spins", traits("a:failed 1", "b:", "c:", "d:spins"),
                    "Loses", traits("a:", "b:lost", "c:lost", "d:"),
                    "LosesTheLast", traits("a:", "b:lost", "c:", "d:"),
                    "FailsAll", traits("a:failed 1", "b:failed 2", "c:failed 3", "d:failed 4"));

    @TempDir private Path folder;

    @Test
    void theSameRejectionsAreTheLikest() {
        assertThat(names(traits("a:", "b:lost", "c:lost", "d:"))).startsWith("Loses");
        assertThat(names(traits("a:", "b:lost", "c:", "d:"))).startsWith("LosesTheLast");
        assertThat(names(traits("a:failed 1", "b:", "c:", "d:spins"))).startsWith("Spins");
    }

    @Test
    void whatHasNotRunTellsNothing() {
        assertThat(names(traits("b:lost", "c:lost"))).startsWith("Loses");
        assertThat(names(traits("d:spins"))).startsWith("Spins");
    }

    @Test
    void wordsDecideWhereRejectionsDoNot() {
        var gallery = Map.of("Early", traits("a:too early"), "Late", traits("a:too late"));

        assertThat(new Likeness(gallery).matches(traits("a:too late")))
                .first()
                .isEqualTo(new Match("Late", 1));
    }

    @Test
    void whatIsRejectedOtherwiseIsLikeNone() {
        assertThat(names(traits("a:", "b:", "c:other", "d:"))).isEmpty();
        assertThat(names(traits("a:", "b:", "c:", "d:"))).isEmpty();
    }

    @Test
    void numbersAndNamesOfAnswersAreNoDifference() {
        var one = traits("a:the port 4711 of SelectServerThatSpins: 1.5 s");
        var other = traits("a:the port 80 of ExerciseSelectServer: 3 s");

        assertThat(one).isEqualTo(other);
    }

    @Test
    void aMatrixIsReadAsItWasWritten() throws IOException {
        var mistakes = new LinkedHashMap<String, Traits>();
        mistakes.put("Loses", traits("a:", "b:lost", "c:lost"));
        mistakes.put("Unknown", traits("b:", "d:x"));
        mistakes.put("Survives", traits("a:", "b:", "c:", "d:"));
        var file = Matrix.file(folder, "ASpec");

        new Matrix("1234", mistakes).write(file);

        assertThat(Matrix.read(file).sources()).isEqualTo("1234");
        assertThat(Matrix.read(file).mistakes())
                .containsOnlyKeys("Loses", "Unknown", "Survives")
                .containsEntry("Survives", traits("a:", "b:", "c:", "d:"))
                .containsEntry("Unknown", traits("b:", "d:x"))
                .containsEntry("Loses", traits("a:", "b:lost", "c:lost"));
    }

    @Test
    void aMatchIsToldWithWhatTheMistakesJavadocSays() throws IOException {
        var clone = Clone.in(folder);
        clone.write(
                "01-one/src/test/java/course/one/mistakes/AThatSpins.java",
                """
                package course.one.mistakes;

                /**
                 * It asks {@code select} without end:
                 * the fan tells.
                 */
                @Mistake(killedBy = "a", saying = "spins")
                final class AThatSpins extends PlainA {}
                """);
        var exercise = clone.exercise("1.1");
        assertThat(LooksLike.of(exercise, List.of(result("a:spins")))).isEmpty();
        new Matrix("", Map.of("AThatSpins", traits("a:spins", "b:")))
                .write(Matrix.file(exercise.folder(), "ASpec"));

        assertThat(LooksLike.of(exercise, List.of(result("a:spins"), result("b:"))))
                .contains(
                        new LooksLike(
                                "AThatSpins", 1, "It asks select without end: the fan tells."));
        assertThat(LooksLike.of(exercise, List.of(result("b:")))).isEmpty();
    }

    private static List<String> names(Traits answer) {
        return new Likeness(GALLERY).matches(answer).stream().map(Match::mistake).toList();
    }

    /** Of {@code example:message}; with no message, it passed. */
    private static Traits traits(String... examples) {
        var results = new ArrayList<Result>();
        for (var example : examples) {
            results.add(result(example));
        }
        return Traits.of(results);
    }

    private static Result result(String example) {
        var parts = example.split(":", 2);
        return new Result(
                "1.1",
                "A",
                "ASpec",
                parts[0],
                parts[0],
                parts[1].isEmpty() ? Verdict.PASSED : Verdict.FAILED,
                parts[1],
                0);
    }

    @Test
    void anExampleIsNamedByItsSpecAndSentence() {
        assertThat(ExampleName.of(result("a:"))).isEqualTo(new ExampleName("ASpec", "a"));
    }
}
