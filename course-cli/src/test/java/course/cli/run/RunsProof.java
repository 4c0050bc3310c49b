package course.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.answer.Answer;
import course.cli.trial.CourseCopy;
import course.cli.workspace.Exercise;
import course.kit.report.Result;
import course.kit.report.Verdict;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/** Runs in JVMs that stand by. */
class RunsProof {
    private static final long PATIENCE = 180;

    @TempDir private static Path folder;
    private static CourseCopy course;
    private static Runs runs;

    private static final class Heard implements RunListener {
        final List<ExampleResult> ended = new CopyOnWriteArrayList<>();
        final CompletableFuture<Result> begun = new CompletableFuture<>();
        final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        @Override
        public void exampleBegins(Result notRun) {
            begun.complete(notRun);
        }

        @Override
        public void exampleEnds(ExampleResult result) {
            ended.add(result);
        }

        @Override
        public void runEnds(Outcome all) {
            outcome.complete(all);
        }

        Outcome await() throws Exception {
            return outcome.get(PATIENCE, TimeUnit.SECONDS);
        }
    }

    @BeforeAll
    static void copy() throws IOException {
        course = CourseCopy.in(folder).withFlag("-Dcourse.deadline=5");
        runs = new Runs(course.workspace(), 1);
    }

    @AfterAll
    static void close() throws IOException {
        runs.close();
        course.close();
    }

    @AfterEach
    void putBack() throws IOException {
        for (var one : List.of("2.1", "2.2", "3.2")) {
            course.write(one, course.stub(one));
        }
        Files.deleteIfExists(course.exercise("2.1").source().resolveSibling("Helper.java"));
    }

    private static Heard start(Exercise exercise, String... first) {
        var heard = new Heard();
        runs.start(exercise, Answer.of(exercise), List.of(first), heard);
        return heard;
    }

    private static Outcome run(String id) throws Exception {
        return start(course.exercise(id)).await();
    }

    private static void writeFirst(String code) throws IOException {
        course.write("2.1", course.stubWith("2.1", code));
    }

    @Test
    void anExerciseThatIsAPartHasItsOwnExamplesAlone() throws Exception {
        var outcome = run("3.2");

        assertThat(outcome.results())
                .hasSize(course.exercise("3.2").examples())
                .allMatch(one -> one.exercise().equals("3.2"))
                .allMatch(one -> one.verdict() == Verdict.TO_DO);
        assertThat(outcome.isDone()).isFalse();
    }

    @Test
    void aRightAnswerIsDone() throws Exception {
        course.write("2.1", course.right("2.1"));

        assertThat(run("2.1").isDone()).isTrue();
    }

    @Test
    void whatIsAskedForComesFirst() throws Exception {
        var all = run("2.1").results();
        var last = all.getLast().method();

        var heard = start(course.exercise("2.1"), last, all.get(2).method());
        heard.await();

        assertThat(heard.ended.getFirst().result().method()).isEqualTo(last);
        assertThat(heard.ended)
                .extracting(one -> one.result().method())
                .filteredOn(method -> !method.equals(last))
                .first()
                .isEqualTo(all.get(2).method());
    }

    @Test
    void aHelperInItsPackageIsCompiledAlong() throws Exception {
        var source = course.exercise("2.1").source();
        var helper =
                Files.writeString(
                        source.resolveSibling("Helper.java"),
                        "package course.coroutine.exercise; class Helper {"
                                + " static String text() { return \"helped\"; } }");
        writeFirst("if (true) throw new IllegalStateException(Helper.text()); ");
        assertThat(run("2.1").firstOpen().orElseThrow().result().message()).contains("helped");

        Files.delete(helper);

        assertThat(run("2.1").trouble())
                .contains("ExerciseInterleaving.java", "error: cannot find symbol", "Helper");
    }

    @Test
    void anErrorInOneFileIsNoneOfAnothers() throws Exception {
        course.write("2.2", "this is no Java");

        assertThat(run("2.1").trouble()).isEmpty();
        assertThat(run("2.2").trouble()).contains("ExerciseGenerator.java:1");
    }

    @Test
    void whatAnExamplePrintsIsItsOwn() throws Exception {
        writeFirst("System.out.println(\"printed by the answer\"); ");

        assertThat(run("2.1").examples())
                .filteredOn(one -> one.result().verdict() == Verdict.TO_DO)
                .anyMatch(one -> one.printed().equals("printed by the answer\n"));
    }

    @Test
    void whatEndsTheJvmCostsWhatHadNotRun() throws Exception {
        writeFirst("Runtime.getRuntime().halt(1); ");

        var results = run("2.1").results();

        assertThat(results).hasSizeGreaterThan(5);
        assertThat(results.getFirst().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(results.getFirst().message()).contains("the JVM ended");
        assertThat(results.getLast().verdict()).isEqualTo(Verdict.NOT_RUN);
    }

    @Test
    void ofACancelledRunNothingMoreIsHeard() throws Exception {
        writeFirst("while (true) {} } void more() { ");
        var heard = new Heard();
        var exercise = course.exercise("2.1");
        var run = runs.start(exercise, Answer.of(exercise), List.of(), heard);
        heard.begun.get(PATIENCE, TimeUnit.SECONDS);

        run.cancel();

        assertThat(run("3.2").trouble()).isEmpty();
        assertThat(heard.outcome).isNotDone();
        assertThat(heard.ended).isEmpty();
    }

    @Test
    void aClassThatWasCompiledBeforeHasNoPartInIt() throws Exception {
        assertThat(run("2.1").trouble()).isEmpty();
        Files.delete(course.exercise("2.1").source());

        assertThat(run("2.1").trouble()).contains("is not there");
        try (var jars = Files.newDirectoryStream(folder.resolve(".course/classes"), "02-*.jar")) {
            for (var jar : jars) {
                try (var opened = new JarFile(jar.toFile())) {
                    assertThat(opened.stream().map(Object::toString))
                            .isNotEmpty()
                            .noneMatch(name -> name.contains("/exercise/"));
                }
            }
        }
    }
}
