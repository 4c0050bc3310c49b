package course.cli.grade.report;

import course.cli.grade.result.Grading;

import java.math.BigDecimal;
import java.util.List;

/**
 * What Gradescope reads from {@code results/results.json}: a test for each exercise.
 *
 * @param score of all; it would be their sum anyway, but for what is lost by rounding each
 * @param visibility of the whole result, as the {@link Scheme} says
 * @param stdout_visibility of what the grader printed, which is for the instructor
 */
record Gradescope(
        BigDecimal score,
        long execution_time,
        String output,
        String output_format,
        String visibility,
        String stdout_visibility,
        List<Test> tests) {

    record Test(
            BigDecimal score,
            BigDecimal max_score,
            String status,
            String name,
            String number,
            String output,
            String output_format,
            List<String> tags,
            String visibility) {}

    /** Not for one that could not be judged: where there is no file, Gradescope says so. */
    static String json(Marks one, Scheme scheme) {
        return Grading.gson().toJson(of(one, scheme)) + "\n";
    }

    private static Gradescope of(Marks one, Scheme scheme) {
        return new Gradescope(
                Marks.rounded(one.points()),
                Math.round(one.submission().seconds()),
                Tables.ofSubmission(one),
                "text",
                scheme.visibility(),
                "hidden",
                one.marks().stream().map(mark -> test(mark, scheme)).toList());
    }

    private static Test test(Mark mark, Scheme scheme) {
        return new Test(
                Marks.rounded(mark.points()),
                Marks.rounded(mark.outOf()),
                mark.isDone() ? "passed" : "failed",
                mark.heading(),
                mark.exercise().id(),
                Plain.text(Tables.failures(mark)),
                "text",
                List.of(mark.lesson()),
                scheme.visibility());
    }
}
