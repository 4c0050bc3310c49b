package course.kit.catalogue;

import course.kit.WhenTheRestIsRight;
import course.kit.report.Result;
import course.kit.report.Verdict;

import java.util.List;

/**
 * How far one exercise of the course is.
 *
 * @param module the lesson, such as {@code 05-select-server}
 * @param examples how many there are, as the catalogue says
 * @param skipped of {@code examples}, since this machine lacks what they are about; they count for
 *     nothing
 * @param notRun of {@code examples}, for any other reason
 */
public record CourseExercise(
        String module,
        String exercise,
        String title,
        int examples,
        int passed,
        int toDo,
        int failed,
        int hung,
        int skipped,
        int notRun) {

    public static CourseExercise notRun(
            String module, String exercise, String title, int examples) {
        return new CourseExercise(module, exercise, title, examples, 0, 0, 0, 0, 0, examples);
    }

    /**
     * What has come of it, where it has been run; what the catalogue knows and the results do not
     * has not been run.
     */
    public CourseExercise with(List<Result> results) {
        var passed = count(results, Verdict.PASSED);
        var toDo = count(results, Verdict.TO_DO);
        var failed = count(results, Verdict.FAILED);
        var hung = count(results, Verdict.HUNG);
        var skipped = (int) results.stream().filter(CourseExercise::isSkipped).count();
        if (skipped > 0 && skipped == results.size()) {
            skipped = examples; // also those that JUnit has not even counted
        }
        var run = passed + toDo + failed + hung + skipped;
        var all = Math.max(examples, run);
        return new CourseExercise(
                module, exercise, title, all, passed, toDo, failed, hung, skipped, all - run);
    }

    private static boolean isSkipped(Result result) {
        return result.verdict() == Verdict.SKIPPED
                && !result.message().startsWith(WhenTheRestIsRight.NOT_YET);
    }

    private static int count(List<Result> results, Verdict verdict) {
        return (int) results.stream().filter(one -> one.verdict() == verdict).count();
    }

    public int counted() {
        return examples - skipped;
    }

    public boolean isDone() {
        return passed == counted();
    }

    /** From 0 to 1. */
    public double score() {
        return counted() == 0 ? 1 : (double) passed / counted();
    }

    /** In words. */
    public String state() {
        if (counted() == 0) {
            return "skipped";
        }
        if (isDone()) {
            return "done" + counted(skipped, "skipped");
        }
        return (counted(failed, "failed")
                        + counted(hung, "hung")
                        + counted(toDo, "to do")
                        + counted(notRun, "not run")
                        + counted(skipped, "skipped"))
                .substring(2);
    }

    private static String counted(int count, String what) {
        return count == 0 ? "" : ", " + count + " " + what;
    }
}
