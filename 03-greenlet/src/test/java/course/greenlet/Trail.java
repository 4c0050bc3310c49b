package course.greenlet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the greenlets of an example did, in its order. */
final class Trail implements Greenlets.Tracer {
    private static final int SHOWN = 12;

    private final List<Object> steps = new ArrayList<>();
    private final Switches switches;
    private final Map<Greenlet, String> names = new IdentityHashMap<>();

    /** One whose steps are in the example's trace, too. */
    Trail(Switches switches) {
        this.switches = switches;
    }

    Trail() {
        this(null);
    }

    void note(Object step) {
        steps.add(step);
        if (switches != null) {
            switches.note(step);
        }
    }

    int length() {
        return steps.size();
    }

    /** What this greenlet is called where the trail is about switches. */
    Greenlet name(Greenlet greenlet, String name) {
        names.put(greenlet, name);
        return greenlet;
    }

    @Override
    public void switched(Greenlets.Event event, Greenlet origin, Greenlet target) {
        note("%s %s → %s".formatted(event, nameOf(origin), nameOf(target)));
    }

    private String nameOf(Greenlet greenlet) {
        return names.getOrDefault(greenlet, "a stranger: " + greenlet);
    }

    /** Fails, and says the rule that was broken, if it went any other way than this. */
    void expect(String rule, Object... expected) {
        var all = Arrays.asList(expected);
        if (!steps.equals(all)) {
            var at = firstDifference(all);
            throw new AssertionError(
                    "%s%n  expected: %s%n  but was:  %s"
                            .formatted(rule, shown(all, at), shown(steps, at)));
        }
    }

    private int firstDifference(List<Object> expected) {
        var at = 0;
        while (at < Math.min(steps.size(), expected.size())
                && Objects.equals(steps.get(at), expected.get(at))) {
            at++;
        }
        return at;
    }

    /** All of a short one; of a long one, what is around the place. */
    private static String shown(List<?> steps, int place) {
        if (steps.isEmpty()) {
            return "nothing";
        }
        var from = steps.size() <= SHOWN ? 0 : Math.max(0, place - SHOWN / 2);
        var to = Math.min(steps.size(), from + SHOWN);
        return "%s%s%s"
                .formatted(
                        from > 0 ? "(after %s) ".formatted(from) : "",
                        steps.subList(from, to).stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ")),
                        to < steps.size() ? " (and %s more)".formatted(steps.size() - to) : "");
    }
}
