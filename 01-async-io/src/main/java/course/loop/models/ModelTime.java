package course.loop.models;

import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Virtual time that moves by itself: when all who take part wait for a moment, the next of these
 * moments has come. As long as one of them has something to do, it stands still.
 */
final class ModelTime {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<Waiting> waiting = new ArrayList<>();
    private int parties;
    private Duration now = Duration.ZERO;

    private record Waiting(Duration until, Thread thread) {}

    /**
     * @param parties how many take part
     */
    ModelTime(int parties) {
        this.parties = parties;
    }

    synchronized Duration now() {
        return now;
    }

    /**
     * Waits until this moment has come.
     *
     * @return whether it has; false if nothing happens, because one of the others neither waits for
     *     a moment nor {@linkplain #leave leaves}
     */
    synchronized boolean await(Duration until) throws InterruptedException {
        if (until.compareTo(now) <= 0) {
            return true;
        }
        var mine = new Waiting(until, Thread.currentThread());
        waiting.add(mine);
        moveOn();
        var last = now;
        var giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (waiting.contains(mine)) {
            var left = Duration.ofNanos(giveUpAt - System.nanoTime());
            if (!left.isPositive()) {
                waiting.remove(mine);
                return false;
            }
            wait(left.toMillis() + 1);
            if (!last.equals(now)) {
                last = now;
                giveUpAt = System.nanoTime() + PATIENCE.toNanos();
            }
        }
        return true;
    }

    /** One of those who take part has nothing more to do. */
    synchronized void leave() {
        parties--;
        moveOn();
    }

    private void moveOn() {
        if (waiting.isEmpty() || waiting.size() < parties) {
            return;
        }
        now = waiting.stream().map(Waiting::until).min(Duration::compareTo).orElseThrow();
        waiting.removeIf(one -> one.until.compareTo(now) <= 0);
        notifyAll();
    }

    /** A clock for the loop of the one who takes part. */
    LoopClock clock() {
        return new LoopClock() {
            private boolean woken;

            @Override
            public Duration now() {
                return ModelTime.this.now();
            }

            @Override
            public void await(Duration until) throws InterruptedException {
                if (woken) {
                    woken = false;
                } else if (until == null) {
                    throw new IllegalStateException(
                            "the loop waits, and no message will ever come; it has to be stopped"
                                    + " when the last task is done, and not be run without one");
                } else if (until.compareTo(now()) > 0) {
                    ModelTime.this.await(until);
                }
            }

            @Override
            public void wake() {
                woken = true;
            }
        };
    }
}
