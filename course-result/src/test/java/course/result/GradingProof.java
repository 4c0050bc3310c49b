package course.result;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.catalogue.Catalogue;
import course.kit.catalogue.CourseExercise;
import course.kit.catalogue.CourseResult;
import course.kit.report.Result;
import course.kit.report.ResultFile;
import course.kit.report.Verdict;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of {@code mvn -B test -Dtrack=exercise} on a copy of the course in which everything has
 * gone wrong that a learner can do: all exercises are in its result nevertheless.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GradingProof {
    private static final Path COURSE = Path.of("").toAbsolutePath().getParent();
    private static final String FIRST_TODO = "throw new UnsupportedOperationException(";

    @TempDir private static Path folder;
    private Path course;
    private Path log;
    private Process maven;
    private CourseResult result;

    @BeforeAll
    void grade() throws Exception {
        course = folder.resolve("course");
        log = folder.resolve("log.txt");
        copy();
        leaveStaleResults();
        answer("01-async-io/src/main/java/course/loop/exercise/ExerciseAsyncFiles.java", "wrong");
        answer("02-coroutines/src/main/java/course/coroutine/exercise/ExerciseBaozi.java", "exit");
        answer(
                "03-greenlet/src/main/java/course/greenlet/exercise/ExerciseGreenlets.java",
                "crash");
        answer(
                "05-select-server/src/main/java/course/select/exercise/ExerciseSelect.java",
                "nonsense");
        Files.delete(
                course.resolve(
                        "06-selectors/src/main/java/course/selectors/exercise/ExerciseBackends.java"));
        run();
        result = CourseResult.read(course.resolve("target/course"));
    }

    @AfterAll
    void end() {
        if (maven != null && maven.isAlive()) {
            maven.descendants().forEach(ProcessHandle::destroyForcibly);
            maven.destroyForcibly();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes of)
                            throws IOException {
                        if (one.endsWith(".git")) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(to.resolve(from.relativize(one)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path one, BasicFileAttributes of)
                            throws IOException {
                        Files.copy(
                                one,
                                to.resolve(from.relativize(one)),
                                StandardCopyOption.COPY_ATTRIBUTES);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private void copy() throws IOException {
        copy(COURSE, course);
    }

    /** As if all had been done before. */
    private void leaveStaleResults() throws IOException {
        var catalogue = Catalogue.read(course);
        for (var module : catalogue.modules()) {
            var passed =
                    catalogue.entries(module).stream()
                            .flatMap(one ->
                                    Collections.nCopies(one.examples(), passed(one)).stream())
                            .toList();
            var stale = new ResultFile(module, "exercise", 1, List.of(), passed);
            var file = course.resolve(module).resolve("target/course/exercise.json");
            Files.createDirectories(file.getParent());
            Files.writeString(file, ResultFile.gson().toJson(stale));
        }
    }

    private static Result passed(CourseExercise exercise) {
        return new Result(exercise.exercise(), exercise.title(), "", "", "", Verdict.PASSED, "", 0);
    }

    private void answer(String exercise, String how) throws IOException {
        var file = course.resolve(exercise);
        var stub = Files.readString(file);
        var answer =
                switch (how) {
                    case "wrong" -> "if (true) throw new IllegalStateException(\"wrong\");";
                    case "exit" -> "System.exit(0);";
                    case "crash" -> "Runtime.getRuntime().halt(0);";
                    default -> how;
                };
        Files.writeString(file, stub.replace(FIRST_TODO, answer + " " + FIRST_TODO));
    }

    private void run() throws Exception {
        var isWindows = System.getProperty("os.name").startsWith("Windows");
        var mvn =
                Path.of(System.getProperty("maven.home"), "bin", isWindows ? "mvn.cmd" : "mvn")
                        .toString();
        var command = new ProcessBuilder(mvn, "-B", "test", "-Dtrack=exercise");
        command.environment().put("COURSE_BROKER", "qpid"); // it takes no time to start
        maven =
                command.directory(course.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(maven.waitFor(30, TimeUnit.MINUTES)).as("it ends").isTrue();
    }

    @Test
    void allExercisesAreInTheResult() throws IOException {
        var catalogue = Catalogue.read(COURSE).exercises();

        assertThat(result.exercises())
                .usingRecursiveFieldByFieldElementComparatorOnFields(
                        "module", "exercise", "title", "examples")
                .isEqualTo(catalogue);
        assertThat(Files.readString(course.resolve("target/course/exercise.md")))
                .contains(ids(catalogue));
        assertThat(Files.readString(log)).contains(ids(catalogue));
    }

    private static List<String> ids(List<CourseExercise> exercises) {
        return exercises.stream().map(one -> " %s ".formatted(one.exercise())).toList();
    }

    @Test
    void theRunHasFailed() {
        assertThat(maven.exitValue()).isEqualTo(1);
        assertThat(result.done()).isFalse();
        assertThat(result.score()).isLessThan(0.1);
    }

    @Test
    void anAnswerThatIsWrongHasFailed() {
        assertThat(exercise("1.3").failed()).isPositive();
    }

    @Test
    void anExitHasFailedAndTheOthersGoOn() {
        assertThat(result.exercises())
                .filteredOn(one -> one.module().startsWith("02"))
                .allMatch(one -> one.notRun() == 0)
                .anyMatch(one -> one.failed() > 0);
    }

    @Test
    void aCrashCostsItsOwnLessonOnly() throws IOException {
        assertThat(lesson("03-greenlet")).allMatch(one -> one.passed() == 0);
        assertThat(lesson("03-greenlet")).anyMatch(one -> one.notRun() > 0);
        assertThat(lesson("04-gevent")).as(Files.readString(log)).allMatch(GradingProof::isToDo);
    }

    @Test
    void whatDoesNotCompileHasFailedAndTheOthersGoOn() {
        assertThat(exercise("5.1").failed()).isEqualTo(exercise("5.1").examples());
        assertThat(result.examples())
                .filteredOn(one -> one.exercise().equals("5.1"))
                .allSatisfy(one ->
                        assertThat(one.message())
                                .startsWith("ExerciseSelect.java does not compile: line "));
        assertThat(lesson("05-select-server"))
                .filteredOn(one -> !one.exercise().equals("5.1"))
                .allMatch(GradingProof::isToDo);
    }

    @Test
    void whatIsMissingHasFailedAndTheOthersGoOn() {
        assertThat(lesson("06-selectors"))
                .anyMatch(one -> one.failed() == one.examples())
                .anyMatch(GradingProof::isToDo)
                .allMatch(one -> one.notRun() == 0);
        assertThat(result.examples())
                .anyMatch(one -> one.message().contains("ExerciseBackends, and there is none"));
    }

    private List<CourseExercise> lesson(String module) {
        return result.exercises().stream().filter(one -> one.module().equals(module)).toList();
    }

    private CourseExercise exercise(String id) {
        return result.exercises().stream()
                .filter(one -> one.exercise().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isToDo(CourseExercise exercise) {
        return exercise.toDo() + exercise.skipped() == exercise.examples();
    }
}
