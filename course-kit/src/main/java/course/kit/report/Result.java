package course.kit.report;

import course.picture.trace.Event;

import java.util.List;

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
 * @param trace what happened in it, if it has been run
 */
public record Result(
        String exercise,
        String title,
        String spec,
        String example,
        String method,
        Verdict verdict,
        String message,
        double seconds,
        List<Event> trace) {

    private static final String ENDED_HERE =
            "the JVM ended while this example ran: either code in it called Runtime.halt, or the"
                    + " JVM crashed, or it was ended from outside";

    public Result {
        trace = trace == null ? List.of() : trace;
    }

    public Result(
            String exercise,
            String title,
            String spec,
            String example,
            String method,
            Verdict verdict,
            String message,
            double seconds) {
        this(exercise, title, spec, example, method, verdict, message, seconds, List.of());
    }

    /** For an example during which the JVM has ended. */
    public Result endedWithJvm() {
        return with(Verdict.FAILED, ENDED_HERE, 0);
    }

    public Result with(Verdict other, String why, double time) {
        return with(other, why, time, List.of());
    }

    Result with(Verdict other, String why, double time, List<Event> happened) {
        return new Result(exercise, title, spec, example, method, other, why, time, happened);
    }
}
