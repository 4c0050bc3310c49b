package course.picture.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is shown at once: an event, or a part of a flood that is folded.
 *
 * @param first the number of its first event, from 0 on
 * @param last the number of its last event
 * @param event what is shown
 */
public record Step(int first, int last, Event event) {
    private static final int MOST = 120;

    /** The events, with what repeats itself and the middle of a flood folded. */
    static List<Step> of(List<Event> events) {
        var steps = new ArrayList<Step>();
        for (var one : Refrain.in(events, Event::repeats)) {
            for (var i = one.start(); i < one.start() + one.length(); i++) {
                steps.add(new Step(i, i, events.get(i)));
            }
            if (one.times() > 1) {
                var next = one.start() + one.length();
                steps.add(folded(next, one.end() - 1, events.get(next), one.times() - 1, true));
            }
        }
        if (steps.size() <= MOST) {
            return steps;
        }
        var head = steps.subList(0, MOST / 2);
        var tail = steps.subList(steps.size() - MOST / 2, steps.size());
        var from = head.getLast().last() + 1;
        var to = tail.getFirst().first() - 1;
        var shown = new ArrayList<>(head);
        shown.add(folded(from, to, events.get(from), to - from + 1, false));
        shown.addAll(tail);
        return shown;
    }

    private static Step folded(int from, int to, Event at, int count, boolean again) {
        var text = String.format(Locale.ROOT, "%,d", count);
        return new Step(
                from,
                to,
                new Event(
                        at.nanos(),
                        at.virtual(),
                        "",
                        again ? Kind.REPEATED : Kind.LEFT_OUT,
                        text,
                        ""));
    }
}
