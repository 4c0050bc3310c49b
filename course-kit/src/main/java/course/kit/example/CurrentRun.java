package course.kit.example;

import course.kit.jvm.ExampleThreads;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the examples of a run have in common, and leave behind in their JVM. */
public final class CurrentRun {
    /**
     * An exercise that has hung, or was waited for in vain, so often gets little time for each
     * further example.
     */
    private static final int OFTEN = 3;

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Map<String, Integer> waitedInVain = new ConcurrentHashMap<>();
    private static final Map<String, String> firstFailures = new ConcurrentHashMap<>();

    private static volatile Leaks before;
    private static volatile boolean hasHung;
    private static volatile boolean jvmIsEnding;

    private CurrentRun() {}

    /** A new run begins in this JVM. */
    public static void start() {
        waitedInVain.clear();
        firstFailures.clear();
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

    /** As soon as the thread that runs the examples lets it. */
    static void jvmIsEnding() {
        jvmIsEnding = true;
    }

    static void hasWaitedInVain(String exercise) {
        waitedInVain.merge(exercise, 1, Integer::sum);
    }

    static boolean hasOftenWaitedInVain(String exercise) {
        return waitedInVain.getOrDefault(exercise, 0) >= OFTEN;
    }

    static void hasFailed(String exercise, String example) {
        firstFailures.putIfAbsent(exercise, example);
    }

    /** The exercise's first example that has failed so far. */
    static Optional<String> firstFailure(String exercise) {
        return Optional.ofNullable(firstFailures.get(exercise));
    }

    /** Whether the JVM is as good as before the run. */
    public static boolean leavesNothing() {
        return !hasHung
                && !jvmIsEnding
                && (before == null || before.leftBehind(CurrentRun::alive, GRACE).isEmpty());
    }

    /** Virtual threads are in no list: those that run show in the threads that carry them. */
    private static List<Thread> alive() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(one -> ExampleThreads.isOne(one.getKey()) || isCarrying(one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isCarrying(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame ->
                        frame.getClassName().equals("java.lang.VirtualThread")
                                && frame.getMethodName().equals("runContinuation"));
    }
}
