package course.cli.page.live;

import com.google.gson.Gson;

import course.cli.page.http.EventStream;
import course.cli.page.live.Latest.Seen;
import course.cli.progress.State;
import course.cli.watch.Standing;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells one browser what it has not seen yet. Who is slow, or has slept, gets what is there when it
 * listens again, and nothing of what was in between.
 */
public final class Telling {
    private static final long HEARTBEAT = 10_000;
    private static final Gson GSON = new Gson();

    private final Latest latest;
    private final EventStream listener;
    private final Map<String, Standing> told = new HashMap<>();

    /** What there is to say of the whole course. */
    private record Course(String current, int done, int all, String notice) {
        static Course of(Seen seen) {
            var done = seen.standings().stream().filter(one -> one.state() == State.DONE).count();
            return new Course(seen.current(), (int) done, seen.standings().size(), seen.notice());
        }
    }

    public Telling(Latest latest, EventStream listener) {
        this.latest = latest;
        this.listener = listener;
    }

    public void untilNobodyListens() throws IOException {
        try {
            var seen = latest.now();
            while (true) {
                tell(seen);
                var next = latest.after(seen.number(), HEARTBEAT);
                if (next.isEmpty()) {
                    return;
                }
                seen = next.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Seen seen) throws IOException {
        for (var standing : seen.standings()) {
            var id = standing.exercise().id();
            if (!standing.equals(told.put(id, standing))) {
                listener.send("exercise", GSON.toJson(Live.of(standing)));
            }
        }
        listener.send("course", GSON.toJson(Course.of(seen)));
    }
}
