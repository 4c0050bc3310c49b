package course.kit.report;

import java.util.Arrays;

/** What an example came to. */
public enum Verdict {
    PASSED("passed"),
    TO_DO("to do"),
    FAILED("failed"),
    HUNG("hung"),
    /** Not run because this machine lacks what it is about. */
    SKIPPED("skipped"),
    /** Its turn never came: the JVM ended before. */
    NOT_RUN("not run");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    static Verdict of(String text) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.text.equals(text))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return text;
    }
}
