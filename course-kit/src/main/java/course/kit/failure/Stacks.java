package course.kit.failure;

import course.kit.jvm.ThreadStates;
import course.kit.track.Settings;
import course.kit.track.Track;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads stacks for the learner: their own frames, and what those were waiting in. */
public final class Stacks {
    private static final String KIT = "course.kit.";
    private static final String SAMPLE = KIT + "sample.";
    private static final String COURSE = "course.";
    private static final String REFERENCE = ".reference.";
    private static final Pattern LAMBDA = Pattern.compile("^lambda\\$(.+)\\$\\d+$");
    private static final int SHOWN = 4;

    private Stacks() {}

    /** The frames of lesson code: no JDK, no JUnit, no kit. */
    static StackTraceElement[] relevant(StackTraceElement[] stack) {
        return Arrays.stream(stack).filter(Stacks::isLesson).toArray(StackTraceElement[]::new);
    }

    private static boolean isLesson(StackTraceElement frame) {
        var name = frame.getClassName();
        return name.startsWith(COURSE) && (!name.startsWith(KIT) || name.startsWith(SAMPLE));
    }

    private static boolean isIn(StackTraceElement frame, String... packages) {
        return isLesson(frame) && Stream.of(packages).anyMatch(frame.getClassName()::contains);
    }

    /** Code under test; what a lesson gives, references included, is not the learner's concern. */
    private static boolean isCandidate(StackTraceElement frame) {
        return isIn(frame, ".exercise.", ".mistakes.");
    }

    /**
     * As good as a learner's: on its own track a reference is the candidate, and so are samples.
     */
    private static boolean isOwn(StackTraceElement frame) {
        return isCandidate(frame)
                || Settings.current().track() == Track.REFERENCE && isIn(frame, REFERENCE)
                || isIn(frame, SAMPLE)
                        && !isIn(frame, REFERENCE)
                        && !outermost(frame.getClassName()).endsWith("Spec");
    }

    /** Where a thread stands: {@code in Selector.select (ExerciseFoo.java:41)}. */
    public static Optional<String> whereabouts(StackTraceElement[] stack) {
        return first(stack, Stacks::isCandidate)
                .or(() -> first(stack, frame -> isIn(frame, REFERENCE)))
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

    /**
     * The candidate's own line that led to an exception, if its stack has one: {@code in
     * ExerciseFoo.run (ExerciseFoo.java:41)}, or {@code in Selector.select, called by
     * ExerciseFoo.run (ExerciseFoo.java:41)}.
     */
    static Optional<String> origin(StackTraceElement... stack) {
        for (var i = 0; i < stack.length; i++) {
            if (isOwn(stack[i])) {
                var line = method(stack[i]) + " (" + place(stack[i]) + ")";
                return Optional.of(
                        "in " + (i == 0 ? line : method(callee(stack, i)) + ", called by " + line));
            }
        }
        return Optional.empty();
    }

    /** What a line calls; of objects that hand a call on to their like, the last one. */
    private static StackTraceElement callee(StackTraceElement[] stack, int caller) {
        var i = caller - 1;
        while (i > 0 && stack[i - 1].getMethodName().equals(stack[i].getMethodName())) {
            i--;
        }
        return stack[i];
    }

    /** Whether the candidate has made this exception itself. */
    static boolean isOwn(Throwable thrown) {
        var stack = thrown.getStackTrace();
        return stack.length > 0 && isOwn(stack[0]);
    }

    /** What each thread that is still alive is doing, and who waits for whom in a deadlock. */
    public static List<String> describe(Collection<Thread> threads) {
        return describe(threads, stack -> true);
    }

    /** The same of those threads alone that the candidate's own code is on. */
    public static List<String> describeOwn(Collection<Thread> threads) {
        return describe(threads, stack -> Arrays.stream(stack).anyMatch(Stacks::isOwn));
    }

    private static List<String> describe(
            Collection<Thread> threads, Predicate<StackTraceElement[]> isTold) {
        var lines = new ArrayList<String>();
        for (var thread : threads) {
            var state = ThreadStates.state(thread);
            Optional.of(ThreadStates.stack(thread))
                    .filter(isTold)
                    .flatMap(Stacks::whereabouts)
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

    /**
     * As the source calls it: a lambda by the method that it is in, a reference by its contract.
     */
    private static String method(StackTraceElement frame) {
        var type = simpleName(frame.getClassName());
        if (isIn(frame, REFERENCE) && !isOwn(frame)) {
            type = type.replaceFirst("^Reference(?=.)", "");
        }
        var method = LAMBDA.matcher(frame.getMethodName()).replaceFirst("$1");
        return switch (method) {
            case "<init>" -> "new " + type;
            case "<clinit>" -> "the static initializer of " + type;
            default -> type + "." + method;
        };
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private static String outermost(String className) {
        return className.replaceFirst("\\$.*", "");
    }

    private static String place(StackTraceElement frame) {
        return frame.getFileName() + ":" + frame.getLineNumber();
    }
}
