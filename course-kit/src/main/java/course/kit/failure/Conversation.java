package course.kit.failure;

import java.util.ArrayList;
import java.util.List;

/** What the peers of an example said, line by line; what repeats itself is told once. */
public final class Conversation {
    private static final int SHOWN = 30;
    private static final int LONGEST_REFRAIN = 4;

    private final List<String> lines = new ArrayList<>();

    public synchronized void add(String line) {
        lines.add(line);
    }

    /** The last lines. */
    public synchronized List<String> lines() {
        var told = new ArrayList<String>();
        var next = 0;
        while (next < lines.size()) {
            next = tell(next, told);
        }
        var skipped = told.size() - SHOWN;
        if (skipped <= 0) {
            return told;
        }
        var shown = new ArrayList<String>();
        shown.add("(%s more lines)".formatted(skipped));
        shown.addAll(told.subList(skipped, told.size()));
        return shown;
    }

    /** Tells one line, or several that are repeated; returns the index of what comes then. */
    private int tell(int start, List<String> told) {
        for (var length = 1; length <= LONGEST_REFRAIN; length++) {
            var times = repetitions(start, length);
            if (times > 2) {
                told.addAll(lines.subList(start, start + length));
                told.add("(and the same %s times more)".formatted(times - 1));
                return start + times * length;
            }
        }
        told.add(lines.get(start));
        return start + 1;
    }

    private int repetitions(int start, int length) {
        var times = 1;
        while (start + (times + 1) * length <= lines.size()
                && lines.subList(start, start + length)
                        .equals(
                                lines.subList(
                                        start + times * length, start + (times + 1) * length))) {
            times++;
        }
        return times;
    }
}
