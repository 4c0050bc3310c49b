package course.cli.grade.permit;

/**
 * Something in an answer that it may not have.
 *
 * @param className of the answer's class, with its package
 * @param method in which it is; empty if it is about the class itself
 * @param file the source file
 * @param line 0 if that is not known
 * @param what it does, such as {@code uses java.lang.Runtime.halt}
 * @param rule what there is to know for who wants to mend it
 */
public record Refusal(
        String className, String method, String file, int line, String what, String rule) {
    private static final int LONGEST = 200;

    boolean isOfThePlaceOf(Refusal other) {
        return className.equals(other.className)
                && method.equals(other.method)
                && line == other.line
                && rule.equals(other.rule);
    }

    /** A sentence that a learner can act on. */
    @Override
    public String toString() {
        var name = className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
        return "%s%s (%s%s) %s: %s."
                .formatted(
                        shortened(name),
                        method.isEmpty() ? "" : "." + shortened(method),
                        shortened(file),
                        line == 0 ? "" : ":" + line,
                        shortened(what),
                        rule);
    }

    /** A name may have 65,535 letters. */
    private static String shortened(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "…";
    }
}
