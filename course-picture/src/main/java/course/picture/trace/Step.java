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
    private static final int ALIKE = 6;

    /** The events, with what repeats itself and the middle of a flood folded. */
    static List<Step> of(List<Event> events) {
        var steps = new ArrayList<Step>();
        for (var one : Refrain.in(events, Event::repeats)) {
            for (var i = one.start(); i < one.start() + one.length(); i++) {
                steps.add(new Step(i, i, events.get(i)));
            }
            if (one.times() > 1) {
                var next = one.start() + one.length();
                steps.add(folded(Kind.REPEATED, next, one.end() - 1, events, one.times() - 1));
            }
        }
        return withoutMiddle(withoutOthers(steps, events), events);
    }

    /** Of what happens to many, one after the other, the first two and the last are shown. */
    private static List<Step> withoutOthers(List<Step> steps, List<Event> events) {
        var shown = new ArrayList<Step>();
        for (var i = 0; i < steps.size(); ) {
            var end = i + 1;
            while (end < steps.size() && steps.get(end).isLikewise(steps.get(i))) {
                end++;
            }
            if (end - i < ALIKE) {
                shown.addAll(steps.subList(i, end));
            } else {
                shown.addAll(steps.subList(i, i + 2));
                var from = steps.get(i + 2).first;
                var to = steps.get(end - 2).last;
                shown.add(folded(Kind.LIKEWISE, from, to, events, end - i - 3));
                shown.add(steps.get(end - 1));
            }
            i = end;
        }
        return shown;
    }

    private boolean isLikewise(Step other) {
        return event.kind() == other.event.kind()
                && !event.lane().isEmpty()
                && !event.lane().equals(other.event.lane())
                && event.to().equals(other.event.to());
    }

    private static List<Step> withoutMiddle(List<Step> steps, List<Event> events) {
        if (steps.size() <= MOST) {
            return steps;
        }
        var head = steps.subList(0, MOST / 2);
        var tail = steps.subList(steps.size() - MOST / 2, steps.size());
        var from = head.getLast().last() + 1;
        var to = tail.getFirst().first() - 1;
        var shown = new ArrayList<>(head);
        shown.add(folded(Kind.LEFT_OUT, from, to, events, to - from + 1));
        shown.addAll(tail);
        return shown;
    }

    private static Step folded(Kind kind, int from, int to, List<Event> events, int count) {
        var at = events.get(from);
        var text = String.format(Locale.ROOT, "%,d", count);
        return new Step(from, to, new Event(at.nanos(), at.virtual(), "", kind, text, ""));
    }
}
