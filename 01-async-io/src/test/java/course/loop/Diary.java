package course.loop;

import course.loop.time.VirtualTime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What happens in an example, in its order, with the virtual time. Failures show it. */
final class Diary {
    private static final int SHOWN = 30;

    private final VirtualTime time;
    private final List<String> lines = new ArrayList<>();
    private final List<String> processed = new ArrayList<>();

    Diary(VirtualTime time) {
        this.time = time;
    }

    synchronized void note(String what) {
        lines.add("%8s  %s".formatted(seconds(time.elapsed()), what));
    }

    /** Something of that name is processed now, on this thread. */
    synchronized void processed(String name) {
        processed.add(name);
        note("%s is processed by %s".formatted(name, Thread.currentThread().getName()));
    }

    synchronized List<String> processed() {
        return List.copyOf(processed);
    }

    /** Fails, and says the rule that was broken, if anything else was processed than this. */
    void expectProcessed(String rule, String... names) {
        var expected = List.of(names);
        var seen = processed();
        if (!seen.equals(expected)) {
            throw new AssertionError(
                    with(
                            "%s%n  expected: %s%n  but was:  %s%s"
                                    .formatted(
                                            rule,
                                            list(expected),
                                            list(seen),
                                            hint(expected, seen))));
        }
    }

    private static String hint(List<String> expected, List<String> seen) {
        var missing = new ArrayList<>(expected);
        seen.forEach(missing::remove);
        var surplus = new ArrayList<>(seen);
        expected.forEach(surplus::remove);
        if (!missing.isEmpty()) {
            return "\n  not processed: " + list(missing);
        }
        if (!surplus.isEmpty()) {
            return "\n  should not have been processed (again): " + list(surplus);
        }
        return seen.equals(expected.reversed()) ? "\n  that is the reverse order" : "";
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    /** Adds the diary to a message. */
    synchronized String with(String message) {
        if (lines.isEmpty()) {
            return message;
        }
        var from = Math.max(0, lines.size() - SHOWN);
        return "%s%n  What happened%s:%n    %s"
                .formatted(
                        message,
                        from > 0 ? " (the last %d of %d)".formatted(SHOWN, lines.size()) : "",
                        String.join("\n    ", lines.subList(from, lines.size())));
    }

    /** Such as {@code 2 s} or {@code 1.5 s}. */
    static String seconds(Duration duration) {
        var text = "%.9f".formatted(duration.toNanos() / 1e9);
        return text.replaceAll("\\.?0+$", "") + " s";
    }
}
