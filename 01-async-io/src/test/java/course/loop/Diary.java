package course.loop;

import course.kit.Example;
import course.kit.trace.Trace;
import course.loop.time.VirtualTime;
import course.picture.trace.Kind;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happens in an example, in its order, with the virtual time. Failures show it. */
final class Diary {
    private static final String HEADING = "\n  What happened:";
    private static final int SHOWN = 15;
    private static final int MOST_PROCESSED = 10_000;

    private final Trace trace = Example.current().trace();
    private final List<String> processed = new ArrayList<>();

    Diary(VirtualTime time) {
        trace.goesBy(time::elapsed);
        time.observedBy(new Rests(trace));
    }

    private record Line(String text, int times) {
        @Override
        public String toString() {
            return times == 1 ? text : String.format(Locale.ROOT, "%s (%,d times)", text, times);
        }
    }

    void note(String what) {
        trace.add(Kind.NOTED, Thread.currentThread().getName(), what);
    }

    /** Something of that name is processed now, on this thread. */
    synchronized void processed(String name) {
        if (processed.size() < MOST_PROCESSED) { // there may be no end to it
            processed.add(name);
        }
        trace.add(Kind.PROCESSED, Thread.currentThread().getName(), name);
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
        if (names.size() > SHOWN) {
            return String.format(
                    Locale.ROOT,
                    "%s, … (%,d in all)",
                    String.join(", ", names.subList(0, SHOWN)),
                    names.size());
        }
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    /** Adds the diary to a message that does not have it yet. */
    String with(String message) {
        var lines = lines();
        if (lines.isEmpty() || message.contains(HEADING)) {
            return message;
        }
        var text = new StringBuilder(message).append(HEADING);
        var end = Math.max(SHOWN, lines.size() - SHOWN);
        lines.stream().limit(SHOWN).forEach(line -> text.append("\n    ").append(line));
        if (end > SHOWN) {
            text.append(String.format(Locale.ROOT, "\n    … %,d more …", end - SHOWN));
        }
        lines.stream().skip(end).forEach(line -> text.append("\n    ").append(line));
        return text.toString();
    }

    /** What repeats itself is one of them. */
    private List<Line> lines() {
        var lines = new ArrayList<Line>();
        for (var event : trace.events()) {
            if (event.kind() == Kind.NOTED || event.kind() == Kind.PROCESSED) {
                var what = event.kind() == Kind.NOTED ? event.text() : event.sentence();
                var text = "%8s  %s".formatted(seconds(Duration.ofNanos(event.nanos())), what);
                var again = !lines.isEmpty() && lines.getLast().text.equals(text);
                var times = again ? lines.removeLast().times : 0;
                lines.add(new Line(text, times + 1));
            }
        }
        return lines;
    }

    /** Such as {@code 2 s} or {@code 1.5 s}. */
    static String seconds(Duration duration) {
        var seconds =
                BigDecimal.valueOf(duration.getSeconds())
                        .add(BigDecimal.valueOf(duration.getNano(), 9));
        return seconds.signum() == 0 ? "0 s" : seconds.stripTrailingZeros().toPlainString() + " s";
    }
}
