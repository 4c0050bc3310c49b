package course.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.answer.Answer;
import course.cli.run.ExampleResult;
import course.cli.run.Outcome;
import course.cli.trial.CourseCopy;
import course.cli.workspace.Exercise;
import course.kit.report.Result;
import course.kit.report.Verdict;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;

class ProgressTest {
    @TempDir private static Path folder;
    private static CourseCopy course;
    private static Path file;

    @BeforeAll
    static void copy() throws IOException {
        course = CourseCopy.in(folder);
        file = folder.resolve(".course/progress.json");
    }

    @AfterAll
    static void close() throws IOException {
        course.close();
    }

    @BeforeEach
    void begin() throws IOException {
        Files.deleteIfExists(file);
        course.write("1.1", course.stub("1.1"));
    }

    private static Progress read() {
        return Progress.of(course.workspace());
    }

    private static Exercise exercise() {
        return course.exercise("1.1");
    }

    private static Outcome outcome(Verdict verdict) {
        var exercise = exercise();
        var result =
                new Result(
                        "1.1", "EventLoop", "Spec", "example", "method", verdict, "TODO 1.1.1", 0);
        return new Outcome(
                exercise,
                Answer.of(exercise),
                "",
                Collections.nCopies(exercise.examples(), new ExampleResult(result, "")));
    }

    private static void ran(Verdict verdict) {
        read().ran(outcome(verdict));
    }

    @Test
    void nothingIsBegunAtTheBeginning() {
        assertThat(read().state(exercise())).isEqualTo(State.NOT_BEGUN);
        assertThat(read().trouble()).isEmpty();
    }

    @Test
    void theUntouchedStubIsNotBegun() {
        ran(Verdict.TO_DO);

        assertThat(read().state(exercise())).isEqualTo(State.NOT_BEGUN);
        assertThat(read().runs(exercise())).isEqualTo(1);
    }

    @Test
    void whatIsWrongIsBegun() {
        ran(Verdict.FAILED);

        assertThat(read().state(exercise())).isEqualTo(State.BEGUN);
        assertThat(read().failing(exercise())).containsExactly("method");
    }

    @Test
    void whatHasPassedIsDone() {
        ran(Verdict.PASSED);

        assertThat(read().state(exercise())).isEqualTo(State.DONE);
        assertThat(read().doneAt(exercise())).isPresent();
    }

    @Test
    void whatIsRedAgainIsBegunAndRemembersWhenItWasDone() {
        ran(Verdict.PASSED);
        ran(Verdict.FAILED);

        assertThat(read().state(exercise())).isEqualTo(State.BEGUN);
        assertThat(read().doneAt(exercise())).isPresent();
    }

    @Test
    void anotherAnswerIsToBeCheckedAgain() throws IOException {
        ran(Verdict.PASSED);

        course.write("1.1", course.stub("1.1") + "// changed");

        assertThat(read().state(exercise())).isEqualTo(State.TO_CHECK_AGAIN);
    }

    @Test
    void anotherExercisesAnswerIsNoneOfItsBusiness() throws IOException {
        ran(Verdict.PASSED);

        course.write("1.2", course.stub("1.2") + "// changed");

        assertThat(read().state(exercise())).isEqualTo(State.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EventLoopSpec.java", "EventLoopTimers.java"})
    void anotherSpecIsToBeCheckedAgain(String changed) throws IOException {
        ran(Verdict.PASSED);
        var spec = folder.resolve("01-async-io/src/test/java/course/loop").resolve(changed);

        Files.writeString(spec, "// changed", StandardOpenOption.APPEND);

        assertThat(read().state(exercise())).isEqualTo(State.TO_CHECK_AGAIN);
    }

    @Test
    void whoGaveUpIsRemembered() {
        read().gaveUp("1.1");
        ran(Verdict.PASSED);

        assertThat(read().hasGivenUp(exercise())).isTrue();
    }

    @Test
    void twoCommandsLoseNothingOfEachOther() {
        var one = read();
        var other = read();

        one.gaveUp("1.1");
        other.isAt(course.exercise("5.2"));

        assertThat(read().hasGivenUp(exercise())).isTrue();
        assertThat(read().current()).contains("5.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"version\": 99, \"exercises\": {}}",
                "{\"version\": 1}",
                "{\"version\": 1, \"exercises\": {\"1.1\": 7}}",
                "\u0000\u0001"
            })
    void aDamagedFileIsPutAside(String damaged) throws IOException {
        Files.writeString(file, damaged);

        var progress = read();

        assertThat(progress.state(exercise())).isEqualTo(State.NOT_BEGUN);
        assertThat(progress.trouble()).contains("could not be read");
        progress.ran(outcome(Verdict.PASSED));
        assertThat(read().state(exercise())).isEqualTo(State.DONE);
        try (var aside = Files.newDirectoryStream(file.getParent(), "progress-*.json")) {
            assertThat(aside).anySatisfy(one -> assertThat(one).hasContent(damaged));
        }
    }

    @Test
    void aFileThatHasLessIsReadAsItIs() throws IOException {
        Files.writeString(
                file, "{\"version\": 1, \"exercises\": {\"1.1\": {\"runs\": 3, \"new\": true}}}");

        assertThat(read().runs(exercise())).isEqualTo(3);
        assertThat(read().failing(exercise())).isEmpty();
    }
}
