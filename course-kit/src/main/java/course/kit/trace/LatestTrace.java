package course.kit.trace;

import course.picture.trace.Event;

import java.util.List;

/** The trace of the example that has ended last, for who writes down what came of it. */
public final class LatestTrace {
    private static final int MOST_EVENTS = 120;

    private static volatile LatestTrace latest = new LatestTrace("", List.of());

    private final String example;
    private final List<Event> events;

    private LatestTrace(String example, List<Event> events) {
        this.example = example;
        this.events = events;
    }

    /**
     * @param example its unique id
     */
    public static void keep(String example, Trace trace) {
        latest = new LatestTrace(example, trace.shortened(MOST_EVENTS));
    }

    /** Nothing, if another example has ended last. */
    public static List<Event> of(String example) {
        var kept = latest;
        return kept.example.equals(example) ? kept.events : List.of();
    }
}
