package course.kit;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    /** Code that a candidate consists of, as opposed to specs and what a lesson gives. */
    private static boolean isCandidate(StackTraceElement frame) {
        var name = frame.getClassName();
        return isLesson(frame)
                && Stream.of(".exercise.", ".reference.", ".mistakes.").anyMatch(name::contains);
    }

    /** Where a thread stands: {@code in Selector.select (ExerciseFoo.java:41)}. */
    static Optional<String> whereabouts(StackTraceElement[] stack) {
        return first(stack, true).or(() -> first(stack, false));
    }

    private static Optional<String> first(StackTraceElement[] stack, boolean candidateOnly) {
        var lines = new ArrayList<String>();
        for (var i = 0; i < stack.length && lines.size() < SHOWN; i++) {
            if (candidateOnly ? isCandidate(stack[i]) : isLesson(stack[i])) {
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
                .filter(Stacks::isCandidate)
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
