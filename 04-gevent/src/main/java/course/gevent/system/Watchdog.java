package course.gevent.system;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Notices a thread that waits for itself: one of its greenlets wants a monitor that another of its
 * greenlets has taken along into its sleep. Nothing can undo that, so the least is to say it.
 */
public final class Watchdog {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int SHOWN = 12;

    private Watchdog() {}

    /** Watches the calling thread, until it ends. */
    public static void watchThisThread(Consumer<String> report) {
        var thread = Thread.currentThread();
        Thread.ofVirtual()
                .name("watchdog of " + thread.getName())
                .start(() -> watch(thread, report));
    }

    private static void watch(Thread thread, Consumer<String> report) {
        var before = Optional.<String>empty();
        try {
            while (!thread.join(INTERVAL)) {
                var now = stuck(thread);
                if (now.isPresent() && now.equals(before)) {
                    report.accept(now.get());
                    return;
                }
                before = now;
            }
        } catch (InterruptedException e) {
            // nobody wants to know any more
        }
    }

    /** Where it waits for a monitor that, as far as the JVM knows, no thread holds. */
    private static Optional<String> stuck(Thread thread) {
        var info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.threadId(), SHOWN);
        if (info == null
                || thread.getState() != Thread.State.BLOCKED
                || info.getLockOwnerId() >= 0) {
            return Optional.empty();
        }
        return Optional.of(
                "%s waits for itself, and will for ever: one of its greenlets wants a monitor that another one holds while it is suspended, at\n"
                                .formatted(thread.getName())
                        + Arrays.stream(info.getStackTrace())
                                .map(frame -> "    " + frame)
                                .collect(Collectors.joining("\n")));
    }
}
