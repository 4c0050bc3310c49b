package course.result;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.catalogue.Catalogue;
import course.kit.catalogue.CourseExercise;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The scores that the README shows are out of as many examples as there are. */
class ShownScoresProof {
    private static final Path COURSE = Path.of("").toAbsolutePath().getParent();
    private static final Pattern SCORE =
            Pattern.compile("(\\d\\.\\d) +\\w+ \\.+ +\\d+ of (\\d+)(?:.* (\\d+) skipped)?");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh.md"})
    void shownScoresAreOutOfAllExamples(String text) throws IOException {
        var examples =
                Catalogue.read(COURSE).exercises().stream()
                        .collect(
                                Collectors.toMap(
                                        CourseExercise::exercise, CourseExercise::examples));
        var shown = SCORE.matcher(Files.readString(COURSE.resolve(text))).results().toList();

        assertThat(shown).isNotEmpty();
        assertThat(shown)
                .allSatisfy(score ->
                        assertThat(shownExamples(score))
                                .as(score.group())
                                .isEqualTo(examples.get(score.group(1))));
    }

    private static int shownExamples(MatchResult score) {
        return Integer.parseInt(score.group(2))
                + Optional.ofNullable(score.group(3)).map(Integer::parseInt).orElse(0);
    }
}
