package course.loop.timeline;

import course.loop.timeline.Span.State;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One row of a timeline.
 *
 * @param spans in the order of time; between them, nothing is done
 */
public record Lane(String name, List<Span> spans) {

    public Lane {
        spans = List.copyOf(spans);
    }

    /** An empty lane. */
    public static Lane of(String name) {
        return new Lane(name, List.of());
    }

    /** Adds that it runs for so long, from its end on. */
    public Lane runs(Duration length) {
        return with(new Span(State.RUNNING, end(), end().plus(length)));
    }

    /** Adds that it waits for so long, from its end on. */
    public Lane waits(Duration length) {
        return with(new Span(State.WAITING, end(), end().plus(length)));
    }

    /** Adds a span. One that goes on with what the last one did makes that one longer. */
    public Lane with(Span span) {
        if (span.from().compareTo(end()) < 0) {
            throw new IllegalArgumentException(
                    "lane %s is at %s already, and cannot go back to %s"
                            .formatted(name, end(), span.from()));
        }
        if (span.length().isZero()) {
            return this;
        }
        var added = new ArrayList<>(spans);
        if (!spans.isEmpty()
                && spans.getLast().state() == span.state()
                && end().equals(span.from())) {
            added.set(added.size() - 1, new Span(span.state(), spans.getLast().from(), span.to()));
        } else {
            added.add(span);
        }
        return new Lane(name, added);
    }

    public Duration end() {
        return spans.isEmpty() ? Duration.ZERO : spans.getLast().to();
    }

    /** For how long it is in this state. */
    public Duration time(State state) {
        return time(state, Duration.ZERO, end());
    }

    /** For how long it is in this state between two moments. */
    public Duration time(State state, Duration from, Duration to) {
        return in(state)
                .map(span -> earlier(span.to(), to).minus(later(span.from(), from)))
                .filter(Duration::isPositive)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Whether a whole run lies between two moments, so that it would be lost if not shown here. */
    boolean hasAShortRun(Duration from, Duration to) {
        return in(State.RUNNING)
                .anyMatch(span -> span.from().compareTo(from) >= 0 && span.to().compareTo(to) <= 0);
    }

    /** The spans of one state. */
    public Stream<Span> in(State state) {
        return spans.stream().filter(span -> span.state() == state);
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
