package course.loop;

import course.loop.time.VirtualTime;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** What happens in an example, in its order, with the virtual time. Failures show it. */
final class Diary {
    private static final String HEADING = "\n  What happened:";
    private static final int SHOWN = 15;
    private static final int MOST_PROCESSED = 10_000;

    private final VirtualTime time;
    private final List<Line> first = new ArrayList<>();
    private final Deque<Line> last = new ArrayDeque<>();
    private int leftOut;
    private final List<String> processed = new ArrayList<>();

    Diary(VirtualTime time) {
        this.time = time;
    }

    private record Line(String text, int times) {
        @Override
        public String toString() {
            return times == 1 ? text : String.format(Locale.ROOT, "%s (%,d times)", text, times);
        }
    }

    synchronized void note(String what) {
        var text = "%8s  %s".formatted(seconds(time.elapsed()), what);
        var times = 1;
        if (!last.isEmpty() && last.getLast().text.equals(text)) {
            times += last.removeLast().times;
        }
        last.add(new Line(text, times));
        if (last.size() > SHOWN) {
            var oldest = last.removeFirst();
            if (first.size() < SHOWN) {
                first.add(oldest);
            } else {
                leftOut++;
            }
        }
    }

    /** Something of that name is processed now, on this thread. */
    synchronized void processed(String name) {
        if (processed.size() < MOST_PROCESSED) { // there may be no end to it
            processed.add(name);
        }
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
    synchronized String with(String message) {
        if (last.isEmpty() || message.contains(HEADING)) {
            return message;
        }
        var text = new StringBuilder(message).append(HEADING);
        first.forEach(line -> text.append("\n    ").append(line));
        if (leftOut > 0) {
            text.append(String.format(Locale.ROOT, "\n    … %,d more …", leftOut));
        }
        last.forEach(line -> text.append("\n    ").append(line));
        return text.toString();
    }

    /** Such as {@code 2 s} or {@code 1.5 s}. */
    static String seconds(Duration duration) {
        var seconds =
                BigDecimal.valueOf(duration.getSeconds())
                        .add(BigDecimal.valueOf(duration.getNano(), 9));
        return seconds.signum() == 0 ? "0 s" : seconds.stripTrailingZeros().toPlainString() + " s";
    }
}
