package course.gevent;

import course.kit.Patience;
import course.kit.trace.Trace;
import course.loop.time.LoopClock;
import course.picture.trace.Kind;

import java.time.Duration;

/**
 * Virtual time that leaps: whoever waits for a moment has come to it. So everything in an example
 * runs on its one thread. Who waits for a wake alone waits until another thread wakes him.
 */
final class LeapingClock implements LoopClock {
    /** Not zero, so that nobody confuses a moment with a delay. */
    private static final Duration START = Duration.ofSeconds(1_000);

    private static final int MOST_LOOKS = 200_000;

    private volatile Duration now = START;
    private final Trace trace;
    private boolean woken;
    private boolean stands;
    private int looks;
    private int idleWaits;

    LeapingClock(Trace trace) {
        this.trace = trace;
        trace.goesBy(this::elapsed);
    }

    @Override
    public Duration now() {
        return now;
    }

    @Override
    public synchronized void await(Duration until) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (++looks > MOST_LOOKS) {
            throw new AssertionError(
                    "the hub looked at its clock %,d times; does it spin, in place of waiting?"
                            .formatted(looks));
        }
        if (until == null || stands && until.compareTo(now) > 0) {
            idleWaits++;
            trace.add(Kind.WAITS, RememberedGreenlets.MAIN, "for a wake");
            waitForWake();
        } else if (!woken && until.compareTo(now) > 0) {
            var moment = until.minus(START).toMillis() / 1e3;
            trace.add(Kind.WAITS, RememberedGreenlets.MAIN, "until " + moment + " s");
            now = until;
        }
        woken = false;
    }

    private void waitForWake() throws InterruptedException {
        var giveUpAt = System.nanoTime() + Patience.limit().toNanos();
        while (!woken) {
            var left = (giveUpAt - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError(
                        "the hub waits, and nobody wakes it: nothing can happen any more");
            }
            wait(left);
        }
    }

    @Override
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** From now on it does not leap: who waits for a later time waits until it is woken. */
    synchronized void stand() {
        stands = true;
    }

    /** Has time pass while somebody works. */
    void passes(Duration duration) {
        now = now.plus(duration);
    }

    Duration elapsed() {
        return now.minus(START);
    }

    /** How often somebody looked at it or waited by it. */
    synchronized int looks() {
        return looks;
    }

    /** How often somebody waited for nothing but a wake. */
    synchronized int idleWaits() {
        return idleWaits;
    }
}
