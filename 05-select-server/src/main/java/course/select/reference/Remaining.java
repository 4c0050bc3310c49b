package course.select.reference;

import java.time.Duration;

/** The time that a wait has left, for calls that are made again after a signal. */
final class Remaining {
    private static final Duration AS_GOOD_AS_FOREVER = Duration.ofDays(365);
    private static final long FOREVER = -1;

    private final long deadline;
    private final boolean forever;

    /**
     * @param timeout {@code null} for as long as it takes
     */
    Remaining(Duration timeout) {
        forever = timeout == null || timeout.compareTo(AS_GOOD_AS_FOREVER) > 0;
        deadline = forever ? 0 : System.nanoTime() + timeout.toNanos();
    }

    /** In microseconds, rounded up so that no wait ends early; -1 for as long as it takes. */
    long micros() {
        return roundedUp(1_000);
    }

    /** In milliseconds, rounded up; -1 for as long as it takes. */
    int millis() {
        return (int) Math.min(Integer.MAX_VALUE, roundedUp(1_000_000));
    }

    private long roundedUp(long unit) {
        if (forever) {
            return FOREVER;
        }
        return Math.ceilDiv(Math.max(0, deadline - System.nanoTime()), unit);
    }
}
