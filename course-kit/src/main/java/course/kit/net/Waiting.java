package course.kit.net;

import course.kit.Example;
import course.kit.Patience;

import java.util.concurrent.locks.LockSupport;

/** A peer's wait: it ends when patience does, or at once when the code under test has died. */
final class Waiting {
    private static final long SHORTEST = 50_000;
    private static final long LONGEST = 2_000_000;

    private final Example example;
    private long until = System.nanoTime() + Patience.limit().toNanos();
    private long pause = SHORTEST;

    private Waiting(Example example) {
        this.example = example;
    }

    static Waiting start(Example example) {
        return new Waiting(example);
    }

    /** Waits a little; false when patience has ended. */
    boolean goesOn() {
        example.checkBackground();
        if (System.nanoTime() - until > 0) {
            return false;
        }
        LockSupport.parkNanos(pause);
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        pause = Math.min(pause * 2, LONGEST);
        return true;
    }

    /** Starts anew, since something came. */
    void renew() {
        until = System.nanoTime() + Patience.limit().toNanos();
        pause = SHORTEST;
    }
}
