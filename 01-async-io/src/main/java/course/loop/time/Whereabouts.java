package course.loop.time;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a thread stands that does not come to rest, in words.
 *
 * @param name of who it is, such as {@code the loop}
 * @param thread null if it has not begun
 */
record Whereabouts(String name, Thread thread) {

    String neverWaits() {
        if (thread == null) {
            return name + " never waits: nobody has called await of its clock yet";
        }
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING ->
                    "%s waits, but not by its clock: %s; only clock.await lets the clock decide how long"
                            .formatted(name, now());
            case BLOCKED -> "%s waits to enter a synchronized block: %s".formatted(name, now());
            case NEW, RUNNABLE, TERMINATED ->
                    "%s never waits: %s; with nothing to do, call clock.await"
                            .formatted(name, now());
        };
    }

    String spins(int awaits) {
        return String.format(
                Locale.ROOT,
                "%s spins: it called await of its clock %,d times without coming to rest; %s",
                name,
                awaits,
                now());
    }

    String now() {
        return thread == null ? "it has not begun" : "it was " + place(thread.getStackTrace());
    }

    /** The learner's own line, if there is one, or else another one of the course. */
    private static String place(StackTraceElement[] stack) {
        return place(stack, ".exercise.")
                .or(() -> place(stack, ".mistakes."))
                .or(() -> place(stack, ""))
                .orElse("in no code of this course");
    }

    /** Such as {@code in LinkedBlockingQueue.take (ExerciseEventLoop.java:41)}. */
    private static Optional<String> place(StackTraceElement[] stack, String part) {
        for (var i = 0; i < stack.length; i++) {
            if (isLesson(stack[i]) && stack[i].getClassName().contains(part)) {
                var called = stack[Math.max(0, i - 1)];
                return Optional.of(
                        "in %s.%s (%s:%s)"
                                .formatted(
                                        called.getClassName().replaceAll(".*\\.", ""),
                                        called.getMethodName(),
                                        stack[i].getFileName(),
                                        stack[i].getLineNumber()));
            }
        }
        return Optional.empty();
    }

    private static boolean isLesson(StackTraceElement frame) {
        var name = frame.getClassName();
        return name.startsWith("course.")
                && !name.replaceAll("\\$.*", "").equals(VirtualTime.class.getName());
    }
}
