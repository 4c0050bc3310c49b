package course.loop.timeline;

import course.loop.time.LoopClock;
import course.loop.timeline.Span.State;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Notes who runs and who waits, as it happens. May be used by many threads. Lanes are drawn in the
 * order in which they are first spoken of.
 */
public final class Recorder {
    private final LoopClock clock;
    private final Duration beginning;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Map<String, Open> open = new LinkedHashMap<>();

    /** What a lane does now. */
    private record Open(State state, Duration from) {}

    public Recorder(LoopClock clock) {
        this.clock = clock;
        beginning = clock.now();
    }

    /** From now on it runs. */
    public void runs(String lane) {
        changes(lane, State.RUNNING);
    }

    /** From now on it waits. */
    public void waits(String lane) {
        changes(lane, State.WAITING);
    }

    /** From now on it does neither. */
    public synchronized void rests(String lane) {
        var now = now();
        lanes.put(lane, upTo(now, lane));
        open.remove(lane);
    }

    private synchronized void changes(String lane, State state) {
        var now = now();
        lanes.put(lane, upTo(now, lane));
        open.put(lane, new Open(state, now));
    }

    private Duration now() {
        return clock.now().minus(beginning);
    }

    private Lane upTo(Duration now, String name) {
        var lane = lanes.getOrDefault(name, Lane.of(name));
        var last = open.get(name);
        return last == null ? lane : lane.with(new Span(last.state, last.from, now));
    }

    /** What has been noted until now. */
    public synchronized Timeline timeline() {
        var now = now();
        return new Timeline(lanes.keySet().stream().map(name -> upTo(now, name)).toList());
    }
}
