package course.cli.run;

import course.kit.report.Result;
import course.kit.report.Verdict;

/**
 * What came of an example.
 *
 * @param printed what it has printed
 */
public record ExampleResult(Result result, String printed) {
    private static final String NOTHING = "";

    static ExampleResult silent(Result result) {
        return new ExampleResult(result, NOTHING);
    }

    public boolean isWrong() {
        return result.verdict() == Verdict.FAILED || result.verdict() == Verdict.HUNG;
    }

    /** Whether both are of the same method, in one of its forms. */
    boolean isOfMethod(Result other) {
        return result.spec().equals(other.spec()) && result.method().equals(other.method());
    }

    boolean isOf(Result other) {
        return isOfMethod(other) && result.example().equals(other.example());
    }
}
