package course.kit.catalogue;

import com.google.gson.Gson;

import course.kit.report.Result;
import course.kit.report.ResultFile;
import course.kit.track.Track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a grading run of the whole course came to: {@code target/course/exercise.json}, and a table
 * of it in Markdown beside it. All exercises are in it, whatever has been run.
 *
 * @param score from 0 to 1: every exercise counts the same, and in an exercise every example that
 *     this machine can run
 * @param done whether nothing is left to do
 * @param exercises a line for each exercise
 * @param examples a line for each example that the lessons tell of
 */
public record CourseResult(
        String track,
        double score,
        boolean done,
        List<CourseExercise> exercises,
        List<Result> examples) {

    private static final Gson GSON = ResultFile.gson();
    private static final String FILE = Track.EXERCISE.id() + ".json";

    /** Is there when all is done: Maven can look for a file, but not into one. */
    private static final String DONE = Track.EXERCISE.id() + ".done";

    private static final String TABLE = Track.EXERCISE.id() + ".md";

    static CourseResult of(List<CourseExercise> exercises, List<Result> examples) {
        var score = exercises.stream().mapToDouble(CourseExercise::score).average().orElse(0);
        return new CourseResult(
                Track.EXERCISE.id(),
                Math.floor(score * 1000) / 1000,
                exercises.stream().allMatch(CourseExercise::isDone),
                exercises,
                examples);
    }

    public static CourseResult read(Path folder) throws IOException {
        return GSON.fromJson(Files.readString(folder.resolve(FILE)), CourseResult.class);
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(FILE), GSON.toJson(this) + "\n");
        Files.writeString(folder.resolve(TABLE), markdown());
        Files.deleteIfExists(folder.resolve(DONE));
        if (done) {
            Files.createFile(folder.resolve(DONE));
        }
    }

    private String markdown() {
        var text = new StringBuilder();
        text.append("| exercise | passed | to do | failed | hung | not run | skipped |\n");
        text.append("|---|--:|--:|--:|--:|--:|--:|\n");
        for (var one : exercises) {
            text.append(
                    "| %s %s | %s of %s | %s | %s | %s | %s | %s |\n"
                            .formatted(
                                    one.exercise(),
                                    one.title(),
                                    one.passed(),
                                    one.counted(),
                                    one.toDo(),
                                    one.failed(),
                                    one.hung(),
                                    one.notRun(),
                                    one.skipped()));
        }
        return text.append("\n").append(summary()).append("\n").toString();
    }

    /** For the console. */
    String table() {
        var text = new StringBuilder("\nThe whole course, your exercises:\n");
        var width = exercises.stream().mapToInt(one -> one.title().length()).max().orElse(0) + 2;
        for (var one : exercises) {
            var dots = ".".repeat(width - one.title().length());
            text.append(
                    "  %-5s %s %s %3s of %-3s %s\n"
                            .formatted(
                                    one.exercise(),
                                    one.title(),
                                    dots,
                                    one.passed(),
                                    one.counted(),
                                    one.state()));
        }
        return text.append("  ").append(summary()).append("\n\n").toString();
    }

    private String summary() {
        return "Score: %s %%, %s of %s exercises are done."
                .formatted(
                        (int) (100 * score),
                        exercises.stream().filter(CourseExercise::isDone).count(),
                        exercises.size());
    }
}
