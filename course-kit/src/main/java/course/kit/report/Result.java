package course.kit.report;

/**
 * One example's line in a result file.
 *
 * @param exercise the exercise's id, such as {@code 5.2}
 * @param title the exercise's title
 * @param spec the spec's class name, without its package
 * @param example the example's name, as a sentence
 * @param method the example's method
 * @param verdict what it came to
 * @param message why; empty when it passed
 * @param seconds how long it took
 */
public record Result(
        String exercise,
        String title,
        String spec,
        String example,
        String method,
        Verdict verdict,
        String message,
        double seconds) {

    private static final String ENDED_HERE =
            "the JVM ended while this example ran: either code in it called Runtime.halt, or the"
                    + " JVM crashed, or it was ended from outside";

    /** For an example during which the JVM has ended. */
    public Result endedWithJvm() {
        return with(Verdict.FAILED, ENDED_HERE, 0);
    }

    public Result with(Verdict other, String why, double time) {
        return new Result(exercise, title, spec, example, method, other, why, time);
    }
}
