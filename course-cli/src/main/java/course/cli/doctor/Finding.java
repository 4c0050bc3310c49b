package course.cli.doctor;

/**
 * What was found.
 *
 * @param about such as {@code JDK}
 * @param grade how good it is
 * @param text what is there
 * @param advice what to do; empty if there is nothing to do
 */
public record Finding(String about, Grade grade, String text, String advice) {
    /** How good it is. */
    public enum Grade {
        FINE,
        /** All can be done without it, but not in the best way. */
        COULD_BE_BETTER,
        MISSING
    }

    static Finding fine(String about, String text) {
        return new Finding(about, Grade.FINE, text, "");
    }
}
