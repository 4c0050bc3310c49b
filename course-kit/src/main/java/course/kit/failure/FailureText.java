package course.kit.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A failure's message: what was wrong, and below it what helps to see why. */
public final class FailureText {
    private static final int MOST_CAUSES = 10;
    private static final int HEAD = 24 * 1024;
    private static final int TAIL = 8 * 1024;
    private static final String THROWN = ", thrown ";
    private static final Pattern DUMPED =
            Pattern.compile("\\s+(at \\S+\\(.*\\)|\\.\\.\\. \\d+ more|\\.\\.\\.\\(\\d+ .*\\))");
    private static final Pattern FRAME =
            Pattern.compile(
                    "\\s+at (?:\\S*/)?(?<type>[^(]+)\\.(?<method>[^.(]+)"
                            + "\\((?<file>[^:)]+):(?<line>\\d+)\\)");

    private final StringBuilder text;

    public FailureText(String wrong) {
        text = new StringBuilder(wrong);
    }

    /** Head and tail of a text that is too long to be read. */
    public static String shortened(String text) {
        if (!isTooLong(text)) {
            return text;
        }
        var left = text.length() - HEAD - TAIL;
        return text.substring(0, HEAD)
                + "\n[... %s characters are left out here ...]\n".formatted(left)
                + text.substring(text.length() - TAIL);
    }

    static boolean isTooLong(String text) {
        return text != null && text.length() > HEAD + TAIL;
    }

    /** What was thrown, with the candidate's line that led there. */
    public static String told(Throwable thrown) {
        if (!(thrown instanceof AssertionError) || Stacks.isOwn(thrown)) {
            return told(thrown, MOST_CAUSES);
        }
        var message = thrown.getMessage();
        var text = withoutStacks((message == null ? "" + thrown : message).strip(), THROWN);
        var cause = thrown.getCause();
        if (cause == null || text.lines().count() > 1) {
            return text;
        }
        return text + place(cause).filter(place -> !text.contains(place)).orElse("");
    }

    /** The causes' places say more than its own, and their texts are added unless it has them. */
    private static String told(Throwable thrown, int causes) {
        var text = textOf(thrown);
        var cause = thrown.getCause();
        if (cause == null || causes == 0) {
            return withPlace(text, thrown);
        }
        var why = told(cause, causes - 1);
        if (!text.contains(textOf(cause))) {
            var isToldBelow = ownPlace(thrown).filter(why::contains).isPresent();
            return (isToldBelow ? text : withPlace(text, thrown)) + ", caused by " + why;
        }
        var whyOnly = why.substring(textOf(cause).length());
        return (whyOnly.contains("thrown in ") ? text : withPlace(text, thrown)) + whyOnly;
    }

    private static String textOf(Throwable thrown) {
        return withoutStacks(thrown.toString(), ", ");
    }

    private static String withPlace(String text, Throwable thrown) {
        return text
                + ownPlace(thrown)
                        .map(place -> text.contains("\n") ? "\n  " + place.substring(2) : place)
                        .orElse("");
    }

    /** Whether the learner's own code has a part in what was thrown. */
    public static boolean hasPlace(Throwable thrown) {
        return place(thrown).isPresent();
    }

    private static Optional<String> place(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .flatMap(one -> ownPlace(one).stream())
                .reduce((outer, inner) -> inner);
    }

    private static Optional<String> ownPlace(Throwable thrown) {
        return Stacks.origin(thrown.getStackTrace()).map(place -> THROWN + place);
    }

    /**
     * Of each stack that a message shows, as assertions about exceptions do, the candidate's line.
     */
    private static String withoutStacks(String text, String place) {
        var kept = new ArrayList<String>();
        var stack = new ArrayList<StackTraceElement>();
        for (var line : text.split("\n")) {
            if (DUMPED.matcher(line).matches()) {
                frame(line).ifPresent(stack::add);
            } else {
                addPlace(place, stack, kept);
                kept.add(line);
            }
        }
        addPlace(place, stack, kept);
        return String.join("\n", kept);
    }

    private static Optional<StackTraceElement> frame(String dumped) {
        var parts = FRAME.matcher(dumped);
        return parts.matches()
                ? Optional.of(
                        new StackTraceElement(
                                parts.group("type"),
                                parts.group("method"),
                                parts.group("file"),
                                Integer.parseInt(parts.group("line"))))
                : Optional.empty();
    }

    private static void addPlace(String before, List<StackTraceElement> stack, List<String> lines) {
        var place = Stacks.origin(stack.toArray(StackTraceElement[]::new));
        if (place.isPresent() && !lines.isEmpty()) {
            lines.add(lines.removeLast() + before + place.get());
        }
        stack.clear();
    }

    /** Adds lines under a title; nothing if there are none. */
    public FailureText section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            line(title);
            lines.forEach(line -> line("  " + line));
        }
        return this;
    }

    public FailureText line(String line) {
        text.append("\n  ").append(line);
        return this;
    }

    public boolean contains(String part) {
        return text.indexOf(part) >= 0;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
