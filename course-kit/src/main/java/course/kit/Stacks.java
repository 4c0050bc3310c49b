package course.kit;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads stacks for the learner: their own frames, and what those were waiting in. */
final class Stacks {
    private static final String KIT = Stacks.class.getPackageName() + ".";
    private static final String COURSE = "course.";
    private static final int SHOWN = 4;

    private Stacks() {}

    /** The frames of lesson code: no JDK, no JUnit, no kit. */
    static StackTraceElement[] relevant(StackTraceElement[] stack) {
        return Arrays.stream(stack).filter(Stacks::isLesson).toArray(StackTraceElement[]::new);
    }

    private static boolean isLesson(StackTraceElement frame) {
        var name = frame.getClassName();
        return name.startsWith(COURSE)
                && (!name.startsWith(KIT) || name.startsWith(KIT + "sample."));
    }

    private static boolean isIn(StackTraceElement frame, String... packages) {
        return isLesson(frame) && Stream.of(packages).anyMatch(frame.getClassName()::contains);
    }

    /** Code under test; what a lesson gives, references included, is not the learner's concern. */
    private static boolean isCandidate(StackTraceElement frame) {
        return isIn(frame, ".exercise.", ".mistakes.");
    }

    /** Where a thread stands: {@code in Selector.select (ExerciseFoo.java:41)}. */
    static Optional<String> whereabouts(StackTraceElement[] stack) {
        return first(stack, Stacks::isCandidate)
                .or(() -> first(stack, frame -> isIn(frame, ".reference.")))
                .or(() -> first(stack, Stacks::isLesson));
    }

    private static Optional<String> first(
            StackTraceElement[] stack, Predicate<StackTraceElement> wanted) {
        var lines = new ArrayList<String>();
        for (var i = 0; i < stack.length && lines.size() < SHOWN; i++) {
            if (wanted.test(stack[i])) {
                var callee = lines.isEmpty() && i > 0 ? stack[i - 1] : stack[i];
                lines.add(method(callee) + " (" + place(stack[i]) + ")");
            }
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of("in " + String.join(", called from ", lines));
    }

    /** The candidate's own line that an exception came through, if any. */
    static Optional<String> lineOf(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> isIn(frame, ".exercise.", ".mistakes.", ".reference."))
                .findFirst()
                .map(frame -> method(frame) + " (" + place(frame) + ")");
    }

    /** What each thread that is still alive is doing, and who waits for whom in a deadlock. */
    static List<String> describe(Collection<Thread> threads) {
        var lines = new ArrayList<String>();
        for (var thread : threads) {
            var state = thread.getState();
            whereabouts(thread.getStackTrace())
                    .ifPresent(
                            where -> lines.add(thread.getName() + " was " + where + doing(state)));
        }
        lines.addAll(deadlocks(threads));
        return lines;
    }

    private static String doing(Thread.State state) {
        return switch (state) {
            case BLOCKED -> ", waiting to enter a synchronized block";
            case RUNNABLE, NEW, TERMINATED, WAITING, TIMED_WAITING -> "";
        };
    }

    private static List<String> deadlocks(Collection<Thread> threads) {
        var management = ManagementFactory.getThreadMXBean();
        var ids = management.findDeadlockedThreads();
        if (ids == null) {
            return List.of();
        }
        var ours = threads.stream().map(Thread::threadId).toList();
        return Arrays.stream(management.getThreadInfo(ids))
                .filter(info -> info != null && ours.contains(info.getThreadId()))
                .map(info ->
                        "deadlock: %s waits for %s, which %s holds"
                                .formatted(
                                        info.getThreadName(),
                                        info.getLockName(),
                                        info.getLockOwnerName()))
                .toList();
    }

    private static String method(StackTraceElement frame) {
        var name = frame.getClassName();
        return name.substring(name.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }

    private static String place(StackTraceElement frame) {
        return frame.getFileName() + ":" + frame.getLineNumber();
    }
}
