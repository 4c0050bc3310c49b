package course.kit.catalogue;

import com.google.gson.JsonParseException;

import course.kit.report.Result;
import course.kit.report.ResultFile;
import course.kit.track.Track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The last step of a grading run: puts the lessons' results together. The exit status is 0 when
 * every exercise of the course is done.
 */
public final class CourseGrade {
    private static final Path TARGET = Path.of("target");
    private static final Path RESULT = TARGET.resolve("course");

    private final Path course;
    private final Catalogue catalogue;

    CourseGrade(Path course) throws IOException {
        this.course = course;
        this.catalogue = Catalogue.read(course);
    }

    public static void main(String... none) throws Exception {
        var course = Path.of("").toAbsolutePath();
        var grade = new CourseGrade(course);
        grade.runWhatWasLeftOut();
        var result = grade.result();
        result.write(course.resolve(RESULT));
        System.out.print(result.table());
        System.out.flush();
        System.exit(result.done() ? 0 : 1);
    }

    /**
     * Maven leaves out a lesson that builds on one whose JVM has crashed. It builds on its
     * reference alone, so it can be run.
     */
    private void runWhatWasLeftOut() throws IOException, InterruptedException {
        for (var module : catalogue.modules()) {
            if (wasLeftOut(module) && Files.exists(maven())) {
                run(module);
            }
        }
    }

    private void run(String module) throws IOException, InterruptedException {
        System.out.printf("%nMaven has left out %s. Now:%n", module);
        System.out.flush();
        new ProcessBuilder(
                        maven().toString(),
                        "-B",
                        "test",
                        "-Dtrack=" + Track.EXERCISE.id(),
                        "-Dresults.keep",
                        "-pl",
                        module)
                .directory(course.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }

    private static Path maven() {
        var isWindows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        return Path.of(System.getProperty("maven.home", ""), "bin", isWindows ? "mvn.cmd" : "mvn");
    }

    /** Whoever has begun to run has left something. */
    private boolean wasLeftOut(String module) {
        var target = course.resolve(module).resolve(TARGET);
        return !Files.exists(resultOf(module))
                && !Files.exists(target.resolve("surefire-reports").resolve(Track.EXERCISE.id()));
    }

    private Path resultOf(String module) {
        return course.resolve(module).resolve(RESULT).resolve(Track.EXERCISE.id() + ".json");
    }

    CourseResult result() throws IOException {
        var examples = new ArrayList<Result>();
        for (var module : catalogue.modules()) {
            examples.addAll(examplesOf(module));
        }
        var exercises =
                catalogue.exercises().stream().map(one -> one.with(of(one, examples))).toList();
        return CourseResult.of(exercises, examples);
    }

    /** None where the run has left no result, or only a part of it. */
    private List<Result> examplesOf(String module) throws IOException {
        try {
            return ResultFile.read(resultOf(module)).examples();
        } catch (NoSuchFileException | JsonParseException e) {
            System.out.println(module + " has left no result: see what Maven says about it.");
            return List.of();
        }
    }

    private static List<Result> of(CourseExercise exercise, List<Result> examples) {
        return examples.stream().filter(one -> one.exercise().equals(exercise.exercise())).toList();
    }
}
