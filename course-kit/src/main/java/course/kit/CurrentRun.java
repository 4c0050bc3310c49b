package course.kit;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** What the examples of a run have in common, and leave behind in their JVM. */
final class CurrentRun {
    /**
     * An exercise that has hung, or was waited for in vain, so often gets little time for each
     * further example.
     */
    private static final int OFTEN = 3;

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LITTLE_OF_IT = 3;
    private static final Map<String, Integer> waitedInVain = new ConcurrentHashMap<>();

    private static volatile Leaks before;
    private static volatile boolean hasHung;

    private CurrentRun() {}

    /** A new run begins in this JVM. */
    static void start() {
        waitedInVain.clear();
        before = null;
        hasHung = false;
    }

    /** What was there when the first example began. */
    static void begins(Leaks there) {
        if (before == null) {
            before = there;
        }
    }

    static void hasHung(String exercise) {
        hasHung = true;
        hasWaitedInVain(exercise);
    }

    static void hasWaitedInVain(String exercise) {
        waitedInVain.merge(exercise, 1, Integer::sum);
    }

    static boolean hasOftenWaitedInVain(String exercise) {
        return waitedInVain.getOrDefault(exercise, 0) >= OFTEN;
    }

    /** Whether the JVM is as good as before the run. */
    static boolean leavesNothing() {
        return !hasHung
                && !ExitGuard.isExiting()
                && (before == null
                        || before.leftBehind(ExampleThreads::aliveOfAll, GRACE).isEmpty())
                && isIdle();
    }

    /** Whatever spins: virtual threads are in no list. */
    private static boolean isIdle() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var until = System.nanoTime() + GRACE.toNanos();
        while (System.nanoTime() < until) {
            var used = system.getProcessCpuTime();
            LockSupport.parkNanos(LOOK.toNanos());
            if (system.getProcessCpuTime() - used < LOOK.toNanos() / LITTLE_OF_IT) {
                return true;
            }
        }
        return false;
    }
}
