package course.cli.grade.result;

import com.google.gson.Gson;

import course.kit.report.ResultFile;

import java.util.List;

/**
 * What a class of submissions came to.
 *
 * @param lessons the lessons that were graded, such as {@code 05-select-server}
 * @param submissions by name
 */
public record Grading(List<String> lessons, List<GradedSubmission> submissions) {

    /** Reads and writes gradings and their parts. */
    private static final Gson GSON =
            ResultFile.gson().newBuilder().registerTypeAdapterFactory(new Optionals()).create();

    public Grading {
        lessons = List.copyOf(lessons);
        submissions = List.copyOf(submissions);
    }

    public static Gson gson() {
        return GSON;
    }

    /** Whether the grader could do its work for all of them. */
    public boolean isWhole() {
        return submissions.stream().allMatch(GradedSubmission::isJudged);
    }
}
