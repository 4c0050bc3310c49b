package course.cli.progress;

/** How far an exercise is. */
public enum State {
    NOT_BEGUN,
    BEGUN,
    /** It was done, and then the answer or the spec has changed. */
    TO_CHECK_AGAIN,
    DONE
}
