package course.cli.grade.report;

import course.cli.grade.result.Grading;
import course.cli.likeness.LooksLike;
import course.kit.catalogue.CourseExercise;
import course.kit.report.Result;
import course.kit.report.Verdict;

import java.math.BigDecimal;
import java.util.List;

/**
 * {@code results.json}: everything that the other files say, and every example.
 *
 * @param judged how many of the submissions could be judged
 */
record ResultsJson(List<String> lessons, int judged, List<Submission> submissions) {

    /**
     * @param points null, and so not there, if it could not be judged
     * @param defect what the grader could not do; null if nothing
     */
    record Submission(
            String name,
            BigDecimal points,
            BigDecimal outOf,
            boolean done,
            String defect,
            String sandbox,
            double seconds,
            List<String> notes,
            List<Exercise> exercises) {}

    /**
     * @param score in numbers of examples
     * @param looksLike null, and so not there, if it looks like no mistake
     */
    record Exercise(
            BigDecimal points,
            BigDecimal outOf,
            long daysLate,
            CourseExercise score,
            double seconds,
            String trouble,
            List<String> notes,
            LooksLike looksLike,
            List<Example> examples) {}

    record Example(String spec, String method, String example, Verdict verdict, String message) {
        static Example of(Result one) {
            return new Example(
                    one.spec(), one.method(), one.example(), one.verdict(), one.message());
        }
    }

    static String json(List<String> lessons, List<Marks> all) {
        var judged = (int) all.stream().filter(Marks::isJudged).count();
        var submissions = all.stream().map(ResultsJson::submission).toList();
        return Grading.gson().toJson(new ResultsJson(lessons, judged, submissions)) + "\n";
    }

    private static Submission submission(Marks one) {
        var from = one.submission();
        return new Submission(
                from.name(),
                one.isJudged() ? Marks.rounded(one.points()) : null,
                one.isJudged() ? Marks.rounded(one.outOf()) : null,
                one.isJudged() && one.done() == one.marks().size(),
                from.defect().orElse(null),
                from.sandbox(),
                from.seconds(),
                from.notes(),
                one.marks().stream().map(ResultsJson::exercise).toList());
    }

    private static Exercise exercise(Mark mark) {
        var from = mark.exercise();
        return new Exercise(
                Marks.rounded(mark.points()),
                Marks.rounded(mark.outOf()),
                mark.daysLate(),
                from.score(),
                from.seconds(),
                from.trouble(),
                from.notes(),
                from.looksLike().orElse(null),
                from.examples().stream().map(Example::of).toList());
    }
}
