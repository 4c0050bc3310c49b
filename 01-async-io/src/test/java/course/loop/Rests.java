package course.loop;

import course.kit.trace.Trace;
import course.loop.time.VirtualTime;
import course.picture.trace.Kind;

import java.time.Duration;

/** Writes down who waits for what. What comes to rest without end leaves room for the rest. */
final class Rests implements VirtualTime.Observer {
    private static final int MOST = 400;

    private final Trace trace;
    private int count;

    Rests(Trace trace) {
        this.trace = trace;
    }

    @Override
    public void rests(String clock, Duration until) {
        if (++count <= MOST) {
            var what = until == null ? "for a wake" : "until " + Diary.seconds(until);
            trace.add(Kind.WAITS, clock, what);
        }
    }

    @Override
    public void goesOn(String clock) {
        if (count <= MOST) {
            trace.add(Kind.RUNS, clock, "");
        }
    }
}
