package course.gevent.system;

import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What keeps a greenlet from being put away: a monitor, since it is the thread that holds it, and
 * the thread is everybody's; and a static initialiser, which the JVM can't suspend.
 *
 * <p>Only the JVM's management interface tells. An answer takes about a tenth of a millisecond,
 * which is little for somebody who is going to wait for the network.
 */
public final class Pins {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String BOTTOM = "jdk.internal.vm.Continuation";

    /** The JDK's streams hold a monitor of their own while they read or write. */
    private static final List<String> STREAMS =
            List.of("java.io.", "sun.nio.cs.", "sun.net.www.", "sun.security.ssl.");

    private Pins() {}

    /**
     * What pins the greenlet that calls, such as {@code the monitor of java.lang.Object@1fb3ebeb,
     * held since Example.read(Example.java:12)}. What its thread holds beneath it does not count,
     * nor does the monitor that a stream of the JDK holds while it is used: a stream is one
     * greenlet's own.
     */
    public static Optional<String> ofThisGreenlet() {
        var me = new long[] {Thread.currentThread().threadId()};
        var info = THREADS.getThreadInfo(me, true, false, Integer.MAX_VALUE)[0];
        var stack = info.getStackTrace();
        var bottom = bottomOf(stack);
        return Arrays.stream(info.getLockedMonitors())
                .filter(monitor -> isHeldAbove(bottom, monitor))
                .filter(monitor -> !isOfAStream(monitor))
                .map(monitor ->
                        "the monitor of %s, held since %s"
                                .formatted(monitor, monitor.getLockedStackFrame()))
                .findFirst()
                .or(() -> initialiser(Arrays.copyOf(stack, bottom)));
    }

    /**
     * While its holder is put away the JVM can't tell where a monitor is held; when it goes on, its
     * older frames come back only as it returns to them. Who is pinned is never put away, so such a
     * monitor is a stream's.
     */
    private static boolean isHeldAbove(int bottom, MonitorInfo monitor) {
        return 0 <= monitor.getLockedStackDepth() && monitor.getLockedStackDepth() < bottom;
    }

    private static int bottomOf(StackTraceElement[] stack) {
        for (var depth = 0; depth < stack.length; depth++) {
            if (stack[depth].getClassName().equals(BOTTOM)
                    && stack[depth].getMethodName().startsWith("enter")) {
                return depth;
            }
        }
        return 0;
    }

    private static boolean isOfAStream(MonitorInfo monitor) {
        var frame = monitor.getLockedStackFrame();
        return frame.getModuleName() != null
                && STREAMS.stream().anyMatch(frame.getClassName()::startsWith);
    }

    private static Optional<String> initialiser(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame -> frame.getMethodName().equals("<clinit>"))
                .findFirst()
                .map(frame -> "the static initialiser at " + frame);
    }
}
