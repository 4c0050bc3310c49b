package course.coroutine.stack;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The locks of this thread.
 *
 * @param monitors those that were entered on the stack that is running now, with their places
 * @param synchronizers all that the thread owns, whoever took them
 */
record HeldLocks(List<String> monitors, Set<String> synchronizers) {

    static HeldLocks now() {
        var ids = new long[] {Thread.currentThread().threadId()};
        var thread = ManagementFactory.getThreadMXBean().getThreadInfo(ids, true, true)[0];
        int depth = depthOfThisStack(thread.getStackTrace());
        var monitors =
                Arrays.stream(thread.getLockedMonitors())
                        .filter(monitor -> monitor.getLockedStackDepth() < depth)
                        .map(monitor ->
                                name(monitor) + " in " + place(monitor.getLockedStackFrame()))
                        .toList();
        var synchronizers =
                Arrays.stream(thread.getLockedSynchronizers())
                        .map(HeldLocks::name)
                        .collect(Collectors.toSet());
        return new HeldLocks(monitors, synchronizers);
    }

    private static int depthOfThisStack(StackTraceElement[] frames) {
        for (int depth = 0; depth < frames.length; depth++) {
            if (frames[depth].getClassName().equals("jdk.internal.vm.Continuation")
                    && frames[depth].getMethodName().equals("enter")) {
                return depth;
            }
        }
        return 0;
    }

    private static String name(LockInfo lock) {
        return lock.getClassName() + "@" + Integer.toHexString(lock.getIdentityHashCode());
    }

    private static String place(StackTraceElement frame) {
        return "%s (%s:%s)"
                .formatted(frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }

    void refuseOthersThan(HeldLocks allowed) {
        var refused = new ArrayList<>(monitors);
        synchronizers.stream()
                .filter(lock -> allowed == null || !allowed.synchronizers.contains(lock))
                .forEach(refused::add);
        if (!refused.isEmpty()) {
            throw new IllegalStateException(
                    "cannot yield with locks held: " + String.join(", ", refused));
        }
    }
}
