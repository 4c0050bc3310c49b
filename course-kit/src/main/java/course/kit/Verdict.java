package course.kit;

/** What an example came to. */
public enum Verdict {
    PASSED("passed"),
    TO_DO("to do"),
    FAILED("failed"),
    HUNG("hung"),
    /** Not run because this machine lacks what it is about. */
    SKIPPED("skipped");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
