package course.cli.page.live;

import course.cli.watch.Standing;

import java.util.List;
import java.util.Optional;

/** What was to be seen last, for all who look. */
public final class Latest {
    private Seen seen = new Seen(0, "", "", List.of());
    private boolean closed;

    /**
     * All of it, at one moment.
     *
     * @param current the id of the exercise that is worked at
     * @param notice what has happened to another exercise; empty if nothing has
     */
    public record Seen(long number, String current, String notice, List<Standing> standings) {
        public Optional<Standing> of(String id) {
            return standings.stream().filter(one -> one.exercise().id().equals(id)).findFirst();
        }
    }

    /** Tells those who wait, if something has changed. */
    public synchronized void is(String current, String notice, List<Standing> standings) {
        var next = new Seen(seen.number(), current, notice, standings);
        if (!next.equals(seen)) {
            seen = new Seen(seen.number() + 1, current, notice, standings);
            notifyAll();
        }
    }

    public synchronized Seen now() {
        return seen;
    }

    /** Waits for another one than this, for so long at most; nothing if there will be none. */
    synchronized Optional<Seen> after(long number, long milliseconds) throws InterruptedException {
        var end = System.nanoTime() + milliseconds * 1_000_000;
        var left = milliseconds;
        while (!closed && seen.number() == number && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        return closed ? Optional.empty() : Optional.of(seen);
    }

    /** Nothing more will be told. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
