package course.loop.timeline;

import java.time.Duration;

/** Some time in which one and the same thing is done. Times are counted from the beginning. */
public record Span(State state, Duration from, Duration to) {

    public enum State {
        RUNNING,
        WAITING
    }

    public Span {
        if (from.isNegative() || from.compareTo(to) > 0) {
            throw new IllegalArgumentException("from %s to %s".formatted(from, to));
        }
    }

    public Duration length() {
        return to.minus(from);
    }

    public boolean overlaps(Span other) {
        return from.compareTo(other.to) < 0 && other.from.compareTo(to) < 0;
    }
}
