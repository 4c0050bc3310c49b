package course.kit.example;

import course.kit.track.Settings;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** How long an example may take: little, where its exercise has often been waited for in vain. */
final class TimeLimit {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration LITTLE = Duration.ofSeconds(2);
    private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(1);

    private static final AtomicBoolean firstHasBegun = new AtomicBoolean();

    private final long started = System.nanoTime();
    private final Duration deadline;
    private final Duration patience;

    TimeLimit(String exercise, Duration deadline, boolean takesTime) {
        var mayTakeLong = !CurrentRun.hasOftenWaitedInVain(exercise);
        // the first one also waits for classes that are loaded and functions that are linked
        var allowed = firstHasBegun.getAndSet(true) ? deadline : deadline.multipliedBy(2);
        var little = takesTime ? LITTLE.multipliedBy(3) : LITTLE;
        this.deadline = mayTakeLong ? allowed : little;
        this.patience = mayTakeLong || takesTime ? Settings.current().patience() : LITTLE_PATIENCE;
    }

    Duration deadline() {
        return deadline;
    }

    /** How long something is waited for. */
    Duration patience() {
        return patience;
    }

    /** Whether it has taken so long that something was waited for in vain. */
    boolean isPatienceOver() {
        return elapsed().compareTo(patience) > 0;
    }

    /** At least a little, so that an example that is late can still be ended well. */
    Duration remaining() {
        var left = deadline.minus(elapsed());
        return left.compareTo(GRACE) < 0 ? GRACE : left;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
