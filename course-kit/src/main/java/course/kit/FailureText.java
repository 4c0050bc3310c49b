package course.kit;

import java.util.List;

/** A failure's message: what was wrong, and below it what helps to see why. */
final class FailureText {
    private static final int DEEPEST = 20;

    private final StringBuilder text;

    FailureText(String wrong) {
        text = new StringBuilder(wrong);
    }

    /** What was thrown, with the candidate's line that it came through. */
    static String told(Throwable thrown) {
        if (!(thrown instanceof AssertionError)) {
            return thrown + reason(thrown) + thrownIn(thrown);
        }
        var text = String.valueOf(thrown.getMessage()).strip();
        return thrown.getCause() == null || text.lines().count() > 1
                ? text
                : text + thrownIn(thrown.getCause());
    }

    /** What the nearest cause says that says anything, of an exception without a message. */
    private static String reason(Throwable thrown) {
        var telling = thrown;
        for (var i = 0; i < DEEPEST && telling != null && telling.getMessage() == null; i++) {
            telling = telling.getCause();
        }
        return telling == null || telling == thrown || telling.getMessage() == null
                ? ""
                : ", caused by " + telling;
    }

    private static String thrownIn(Throwable thrown) {
        return Stacks.lineOf(thrown).map(line -> ", thrown in " + line).orElse("");
    }

    /** Adds lines under a title; nothing if there are none. */
    FailureText section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            line(title);
            lines.forEach(line -> line("  " + line));
        }
        return this;
    }

    FailureText line(String line) {
        text.append("\n  ").append(line);
        return this;
    }

    boolean contains(String part) {
        return text.indexOf(part) >= 0;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
