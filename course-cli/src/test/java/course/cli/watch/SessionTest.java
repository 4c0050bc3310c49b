package course.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.answer.Answer;
import course.cli.progress.Progress;
import course.cli.progress.State;
import course.cli.run.ExampleResult;
import course.cli.run.Outcome;
import course.cli.run.RunListener;
import course.cli.trial.CourseCopy;
import course.cli.workspace.Exercise;
import course.kit.report.Result;
import course.kit.report.Verdict;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is shown and run when, with runs that are made up. */
class SessionTest {
    @TempDir private static Path folder;
    private static CourseCopy course;
    private Progress progress;
    private MadeUpRunner runner;
    private Session session;

    private static final class MadeUpRun {
        final Exercise exercise;
        final Answer answer;
        final List<String> first;
        final RunListener listener;
        boolean cancelled;

        MadeUpRun(Exercise exercise, Answer answer, List<String> first, RunListener listener) {
            this.exercise = exercise;
            this.answer = answer;
            this.first = first;
            this.listener = listener;
        }

        void tells(String example, Verdict verdict) {
            listener.exampleBegins(result(example, Verdict.NOT_RUN));
            listener.exampleEnds(new ExampleResult(result(example, verdict), ""));
        }

        private Result result(String example, Verdict verdict) {
            var message = verdict == Verdict.PASSED ? "" : "it is " + verdict;
            return new Result(
                    exercise.id(), exercise.title(), "Spec", example, example, verdict, message, 0);
        }

        void ends(Verdict... verdicts) {
            var results = new ArrayList<ExampleResult>();
            for (var verdict : verdicts) {
                results.add(new ExampleResult(result("example" + results.size(), verdict), ""));
            }
            listener.runEnds(new Outcome(exercise, answer, "", results));
        }

        void passes() {
            ends(Collections.nCopies(exercise.examples(), Verdict.PASSED).toArray(Verdict[]::new));
        }
    }

    private static final class MadeUpRunner implements Runner {
        final List<MadeUpRun> runs = new ArrayList<>();

        @Override
        public void prepare(Exercise exercise) {}

        @Override
        public Runnable start(
                Exercise exercise, Answer answer, List<String> first, RunListener listener) {
            var run = new MadeUpRun(exercise, answer, first, listener);
            runs.add(run);
            return () -> run.cancelled = true;
        }

        @Override
        public String looksLike(Outcome outcome) {
            return "";
        }

        @Override
        public void isDone(Exercise exercise) {}

        MadeUpRun last() {
            return runs.getLast();
        }
    }

    @BeforeAll
    static void copy() throws IOException {
        course = CourseCopy.in(folder);
    }

    @AfterAll
    static void close() throws IOException {
        course.close();
    }

    @BeforeEach
    void begin() throws IOException {
        Files.deleteIfExists(folder.resolve(".course/progress.json"));
        for (var one : course.workspace().exercises()) {
            course.write(one.id(), course.stub(one.id()));
        }
        start();
    }

    private void start() {
        progress = Progress.of(course.workspace());
        runner = new MadeUpRunner();
        session = new Session(course.workspace(), progress, runner, Runnable::run);
        session.begin();
    }

    private void save(String id, String text) throws IOException {
        course.write(id, text);
        session.saved(Set.of(course.exercise(id).source()));
    }

    @Test
    void itBeginsWithTheFirstExercise() {
        assertThat(session.view().exercise().id()).isEqualTo("1.1");
        assertThat(runner.last().exercise.id()).isEqualTo("1.1");
        assertThat(session.view().phase()).isEqualTo(View.Phase.STARTING);
    }

    @Test
    void theFirstThatIsWrongIsShownWhileTheOthersRun() {
        runner.last().tells("one", Verdict.TO_DO);
        runner.last().tells("two", Verdict.FAILED);
        runner.last().tells("three", Verdict.HUNG);

        assertThat(session.view().open().orElseThrow().result().example()).isEqualTo("two");
    }

    @Test
    void aSaveEndsTheRunBeforeAndItsVerdictsAreGone() throws IOException {
        var older = runner.last();
        older.tells("one", Verdict.FAILED);

        save("1.1", "a newer one");
        older.tells("two", Verdict.FAILED);
        older.ends(Verdict.FAILED);

        assertThat(older.cancelled).isTrue();
        assertThat(runner.last().answer.sources()).containsValue("a newer one");
        assertThat(session.view().open()).isEmpty();
        assertThat(session.view().phase()).isEqualTo(View.Phase.STARTING);
        assertThat(progress.runs(course.exercise("1.1"))).isZero();
    }

    @Test
    void whatFailedLastComesFirst() throws IOException {
        runner.last().ends(Verdict.PASSED, Verdict.FAILED, Verdict.TO_DO, Verdict.HUNG);

        save("1.1", "better");

        assertThat(runner.last().first).containsExactly("example1", "example3");
    }

    @Test
    void whatIsDoneIsRemembered() {
        runner.last().passes();

        assertThat(session.view().state()).isEqualTo(State.DONE);
        assertThat(session.view().isPassed()).isTrue();
        assertThat(session.view().done()).isEqualTo(1);
        start();
        assertThat(session.view().done()).isEqualTo(1);
    }

    @Test
    void itGoesOnWhereItWas() {
        session.next();
        session.next();
        session.previous();
        session.next();

        start();

        assertThat(session.view().exercise().id()).isEqualTo("1.3");
    }

    @Test
    void thereIsNothingBeforeTheFirstAndAfterTheLast() {
        session.previous();
        assertThat(session.view().exercise().id()).isEqualTo("1.1");

        var last = course.workspace().exercises().getLast();
        session.go(last);
        session.next();
        assertThat(session.view().exercise()).isEqualTo(last);
    }

    @Test
    void theExerciseThatIsSavedIsShown() throws IOException {
        save("5.2", "another one");

        assertThat(session.view().exercise().id()).isEqualTo("5.2");
        assertThat(runner.last().exercise.id()).isEqualTo("5.2");
    }

    @Test
    void allThatAreSavedTogetherAreRun() throws IOException {
        runner.last().passes();
        for (var id : List.of("5.1", "5.2", "3.1")) {
            course.write(id, course.right(id) + "// saved");
        }

        session.saved(
                Stream.of("5.1", "5.2", "3.1")
                        .map(id -> course.exercise(id).source())
                        .collect(Collectors.toSet()));
        var run = new ArrayList<String>();
        for (int count = 0; count < 3; count++) {
            run.add(runner.last().exercise.id());
            runner.last().passes();
        }

        assertThat(run).containsExactlyInAnyOrder("3.1", "5.1", "5.2");
        assertThat(session.view().exercise().id()).isEqualTo(run.getFirst());
    }

    @Test
    void ofSeveralInOneFileTheOneThatIsShownStays() throws IOException {
        session.go(course.exercise("3.2"));

        save("3.2", "class of all");

        assertThat(session.view().exercise().id()).isEqualTo("3.2");
        assertThat(runner.last().exercise.id()).isEqualTo("3.2");
    }

    @Test
    void theOthersInTheSameFileAreRunAfterIt() throws IOException {
        session.go(course.exercise("3.1"));
        runner.last().passes();
        session.go(course.exercise("3.2"));
        runner.last().ends(Verdict.FAILED);

        save("3.2", "class of all");
        runner.last().passes();

        assertThat(runner.last().exercise.id()).isEqualTo("3.1");
        assertThat(session.view().exercise().id()).isEqualTo("3.2");
        runner.last().ends(Verdict.FAILED);
        assertThat(session.view().notice()).contains("3.1");
    }

    @Test
    void whatWasDoneAndHasChangedIsToCheckAgain() throws IOException {
        runner.last().passes();

        course.write("1.1", course.right("1.1"));

        start();
        assertThat(session.view().states()).containsEntry("1.1", State.TO_CHECK_AGAIN);
    }

    @Test
    void anExerciseThatHasBeenShownIsNotRunAgain() {
        runner.last().ends(Verdict.FAILED);
        session.next();
        runner.last().ends(Verdict.FAILED);

        session.previous();

        assertThat(runner.runs).hasSize(2);
        assertThat(session.view().open()).isPresent();
    }

    @Test
    void allAreRunOneAfterTheOther() {
        session.runAll();
        for (var i = 0; i < 39; i++) {
            runner.last().passes();
        }

        assertThat(session.view().done()).isEqualTo(39);
        assertThat(runner.runs).hasSize(40);
    }

    @Test
    void aSaveComesBeforeAllOthersAndTheyGoOnAfterIt() throws IOException {
        session.runAll();
        runner.last().passes();
        var interrupted = runner.last();

        save("5.2", "in between");
        assertThat(interrupted.cancelled).isTrue();
        runner.last().passes();

        assertThat(runner.last().exercise.id()).isEqualTo("1.2");
    }

    @Test
    void aHelpersFileConcernsTheShownExercise() throws IOException {
        var helper = course.exercise("1.1").source().resolveSibling("Helper.java");
        Files.writeString(helper, "class Helper {}");

        session.saved(Set.of(helper));

        assertThat(runner.runs).hasSize(2);
        assertThat(runner.last().answer.sources()).containsKey(helper);
        Files.delete(helper);
    }

    @Test
    void damagedProgressIsPutAside() throws IOException {
        Files.writeString(folder.resolve(".course/progress.json"), "{\"version\": 1, \"exer");

        start();

        assertThat(session.view().notice()).contains("could not be read");
        runner.last().passes();
        start();
        assertThat(session.view().done()).isEqualTo(1);
    }
}
