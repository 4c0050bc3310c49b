package course.gevent.reference;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;

import java.nio.ByteBuffer;
import java.time.Duration;

/** What all sockets of a hub share. */
final class SharedIo {
    private static final int CALLS_WITHOUT_A_WAIT = 64;

    private final Hub hub;
    private final SelectorClock clock;

    /** One for all, since nobody switches between filling and emptying it. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);

    private int callsWithoutAWait;

    SharedIo(Hub hub, SelectorClock clock) {
        this.hub = hub;
        this.clock = clock;
    }

    Hub hub() {
        return hub;
    }

    SelectorClock clock() {
        return clock;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    /** Null, the end of time, if there is no timeout. */
    Duration endOf(Duration timeout) {
        return timeout == null ? null : Loop.later(clock.now(), timeout);
    }

    Duration left(Duration end) {
        if (end == null) {
            return null;
        }
        var left = end.minus(clock.now());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * A peer that is fast enough gives nobody a reason to wait. It is the same counter for all:
     * where it goes up, nobody else runs.
     */
    void letOthersGoOn() throws InterruptedException {
        if (++callsWithoutAWait >= CALLS_WITHOUT_A_WAIT) {
            callsWithoutAWait = 0;
            hub.sleep(Duration.ZERO);
        }
    }

    /** Says that a wait begins, in which the others go on. */
    void waits() {
        callsWithoutAWait = 0;
    }
}
