package course.kit.jvm;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Optional;

/**
 * What the JVM knows of a thread. The thread itself may be of the answer's own class, and not say,
 * or never end saying it.
 */
public final class ThreadStates {
    private ThreadStates() {}

    public static StackTraceElement[] stack(Thread thread) {
        return thread.isVirtual()
                ? thread.getStackTrace()
                : info(thread).map(ThreadInfo::getStackTrace).orElse(new StackTraceElement[0]);
    }

    public static Thread.State state(Thread thread) {
        return thread.isVirtual()
                ? thread.getState()
                : info(thread).map(ThreadInfo::getThreadState).orElse(Thread.State.TERMINATED);
    }

    /** Nothing of one that has ended. */
    private static Optional<ThreadInfo> info(Thread thread) {
        return Optional.ofNullable(
                ManagementFactory.getThreadMXBean()
                        .getThreadInfo(thread.threadId(), Integer.MAX_VALUE));
    }
}
