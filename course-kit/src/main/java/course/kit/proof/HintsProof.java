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
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every TODO of the stubs has three hints, and none says what the next one is for: the first names
 * nothing that the learner has not been given, the second shows no code, and none has three lines
 * of the reference. In Chinese they say as much.
 */
class HintsProof {
    private static final Pattern TODO = Pattern.compile("TODO (\\d+\\.\\d+\\.\\d+)\\b");

    @TestFactory
    Stream<DynamicTest> everyTodoHasItsHints() {
        return Lesson.specs().stream()
                .flatMap(spec ->
                        Lesson.exercises(spec).stream()
                                .flatMap(exercise ->
                                        Stream.of(Language.values())
                                                .map(language ->
                                                        checkOfTodos(spec, exercise, language))));
    }

    private static DynamicTest checkOfTodos(Class<?> spec, Exercise exercise, Language language) {
        var file = HintFile.in(Lesson.FOLDER, exercise.id(), language);
        return DynamicTest.dynamicTest(
                file.getFileName().toString(),
                () -> checkTodos(spec, exercise, HintFile.read(file)));
    }

    private static void checkTodos(Class<?> spec, Exercise exercise, HintFile hints)
            throws IOException {
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
        return ofEachLadder(ladder -> assertThat(HintRules.broken(ladder, words)).isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> noHintHasThreeLinesOfTheReference() throws IOException {
        var reference = ReferenceLines.of(Lesson.FOLDER);
        return ofEachLadder(ladder -> {
            for (var rung : Rung.values()) {
                assertThat(reference.threeIn(ladder.text(rung)))
                        .as("lines of the reference in \"%s\"", rung.title(Language.ENGLISH))
                        .isEmpty();
            }
        });
    }

    private static Stream<DynamicTest> ofEachLadder(Consumer<HintLadder> check) throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var language : Language.values()) {
            for (var file : hints(language)) {
                for (var ladder : file.ladders()) {
                    var name = language.file(ladder.todo(), "");
                    tests.add(DynamicTest.dynamicTest(name, () -> check.accept(ladder)));
                }
            }
        }
        return tests.stream();
    }

    /** No word of code comes earlier in one language, and none is missing in the other. */
    @TestFactory
    Stream<DynamicTest> bothLanguagesSayTheSame() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        var chinese = hints(Language.CHINESE).iterator();
        for (var english : hints(Language.ENGLISH)) {
            var other = chinese.next();
            for (var ladder : english.ladders()) {
                tests.add(DynamicTest.dynamicTest(ladder.todo(), () -> checkSame(ladder, other)));
            }
        }
        return tests.stream();
    }

    private static void checkSame(HintLadder english, HintFile chinese) {
        assertThat(HintRules.parted(english, chinese.ladder(english.todo()).orElseThrow()))
                .as("where the languages differ about TODO %s", english.todo())
                .isEmpty();
    }

    private static List<HintFile> hints(Language language) throws IOException {
        var files = new ArrayList<HintFile>();
        for (var spec : Lesson.specs()) {
            for (var exercise : Lesson.exercises(spec)) {
                files.add(HintFile.read(HintFile.in(Lesson.FOLDER, exercise.id(), language)));
            }
        }
        return files;
    }
}
