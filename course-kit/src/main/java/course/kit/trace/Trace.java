package course.kit.trace;

import course.picture.trace.Event;
import course.picture.trace.Kind;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What happens in one example, in its order. Of a flood, the first and the last events are kept.
 * Any thread may add to it.
 */
public final class Trace {
    private static final int KEPT = 1_000;
    private static final int LONGEST_TEXT = 400;
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final long start = System.nanoTime();
    private final List<Event> first = new ArrayList<>();
    private final Deque<Event> last = new ArrayDeque<>();
    private volatile Supplier<Duration> virtualTime;
    private int leftOut;
    private boolean ended;
    private boolean failed;

    /** From now on, the time of an event is that of a test's clock. */
    public void goesBy(Supplier<Duration> elapsed) {
        virtualTime = elapsed;
    }

    public void add(Kind kind, String lane, String text) {
        add(kind, lane, text, "");
    }

    /** Adds what happens now, to {@code lane} or by it; nothing after the failure. */
    public void add(Kind kind, String lane, String text, String to) {
        var clock = virtualTime;
        var nanos = clock == null ? System.nanoTime() - start : nanos(clock.get());
        add(new Event(nanos, clock != null, lane, kind, text, to));
    }

    /** Adds what happened at a moment of a time of its own. */
    public void addAt(Duration moment, Kind kind, String lane, String text) {
        add(new Event(nanos(moment), true, lane, kind, text, ""));
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    private synchronized void add(Event event) {
        if (ended) {
            return;
        }
        if (first.size() < KEPT) {
            first.add(event);
            return;
        }
        last.add(event);
        if (last.size() > KEPT) {
            last.removeFirst();
            leftOut++;
        }
    }

    /** The example has failed here: what is still to happen is no more part of it. */
    public synchronized void fails(String why) {
        if (!failed) {
            ended = false;
            add(Kind.FAILED, "", why);
            failed = true;
            ended = true;
        }
    }

    /** From now on nothing but a failure is added: for who counts what is in use. */
    public synchronized void ends() {
        ended = true;
    }

    /** All that is kept; in place of what is not, there is a {@link Kind#LEFT_OUT}. */
    public synchronized List<Event> events() {
        var events = new ArrayList<Event>(first);
        if (leftOut > 0) {
            events.add(gap(first.getLast(), leftOut));
        }
        events.addAll(last);
        return PortNames.replacedIn(events);
    }

    /** The first and the last events, {@code most} in all, with texts that are not long. */
    public synchronized List<Event> shortened(int most) {
        var events = Stream.concat(first.stream(), last.stream()).toList();
        if (events.size() <= most && leftOut == 0) {
            return told(events);
        }
        var half = most / 2;
        var head = events.subList(0, half);
        var tail = events.subList(events.size() - half, events.size());
        var gap = gap(head.getLast(), events.size() - 2 * half + leftOut);
        return told(Stream.of(head, List.of(gap), tail).flatMap(List::stream).toList());
    }

    private static List<Event> told(List<Event> events) {
        return PortNames.replacedIn(events).stream().map(Trace::shortened).toList();
    }

    private static Event gap(Event before, int count) {
        return new Event(
                before.nanos(),
                before.virtual(),
                "",
                Kind.LEFT_OUT,
                String.format(Locale.ROOT, "%,d", count),
                "");
    }

    private static Event shortened(Event event) {
        var text = event.text();
        return text.length() <= LONGEST_TEXT
                ? event
                : event.withText(text.substring(0, LONGEST_TEXT) + "…");
    }
}
