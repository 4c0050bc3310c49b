package course.kit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Exercise;
import course.kit.hint.GivenWords;
import course.kit.hint.HintFile;
import course.kit.hint.HintLadder;
import course.kit.hint.HintRules;
import course.kit.hint.Language;
import course.kit.hint.ReferenceLines;
import course.kit.hint.Rung;
import course.kit.track.Candidates;
import course.kit.track.Track;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every TODO of the stubs has three hints, and none says what the next one is for: the first names
 * nothing that the learner has not been given, the second shows no code, and none has three lines
 * of the reference.
 */
class HintsProof {
    private static final Pattern TODO = Pattern.compile("TODO (\\d+\\.\\d+\\.\\d+)\\b");

    @TestFactory
    Stream<DynamicTest> everyTodoHasItsHints() {
        return Lesson.specs().stream()
                .flatMap(spec ->
                        Lesson.exercises(spec).stream()
                                .map(exercise ->
                                        DynamicTest.dynamicTest(
                                                exercise.id(), () -> checkTodos(spec, exercise))));
    }

    private static void checkTodos(Class<?> spec, Exercise exercise) throws IOException {
        var hints = HintFile.read(HintFile.in(Lesson.FOLDER, exercise.id(), Language.ENGLISH));
        assertThat(hints.exercise()).isEqualTo(exercise.id());
        assertThat(hints.title()).isEqualTo(exercise.title());
        var stub = Candidates.implementationName(Candidates.contractOf(spec), Track.EXERCISE);
        var source = Files.readString(Path.of("src/main/java", stub.replace('.', '/') + ".java"));
        var todos = new TreeSet<String>();
        TODO.matcher(source)
                .results()
                .map(found -> found.group(1))
                .filter(id -> id.startsWith(exercise.id() + "."))
                .forEach(todos::add);
        assertThat(hints.ladders().stream().map(HintLadder::todo))
                .as("the TODOs that have hints")
                .containsExactlyInAnyOrderElementsOf(todos);
    }

    @TestFactory
    Stream<DynamicTest> noHintSaysWhatTheNextOneIsFor() throws IOException {
        var words = GivenWords.of(Lesson.FOLDER);
        return hints().flatMap(file -> file.ladders().stream())
                .map(ladder ->
                        DynamicTest.dynamicTest(
                                ladder.todo(),
                                () ->
                                        assertThat(HintRules.broken(ladder, words))
                                                .as("hints for TODO %s", ladder.todo())
                                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> noHintHasThreeLinesOfTheReference() throws IOException {
        var reference = ReferenceLines.of(Lesson.FOLDER);
        return hints().flatMap(file -> file.ladders().stream())
                .map(ladder ->
                        DynamicTest.dynamicTest(
                                ladder.todo(),
                                () -> {
                                    for (var rung : Rung.values()) {
                                        assertThat(reference.threeIn(ladder.text(rung)))
                                                .as(
                                                        "lines of the reference in \"%s\"",
                                                        rung.title(Language.ENGLISH))
                                                .isEmpty();
                                    }
                                }));
    }

    private static Stream<HintFile> hints() throws IOException {
        var files = new ArrayList<HintFile>();
        for (var spec : Lesson.specs()) {
            for (var exercise : Lesson.exercises(spec)) {
                files.add(
                        HintFile.read(HintFile.in(Lesson.FOLDER, exercise.id(), Language.ENGLISH)));
            }
        }
        return files.stream();
    }
}
