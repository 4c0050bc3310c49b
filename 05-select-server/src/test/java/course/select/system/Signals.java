package course.select.system;

import course.kit.Background.Body;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Sends a thread the signal that ends system calls, and does nothing else. */
public final class Signals {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final int LONGEST_NAME = 15;

    private long target;

    /**
     * Whether the thread waits in one of the calls of {@link SystemCalls} or of java.nio; where the
     * kernel can be asked, whether it sleeps there.
     */
    public static boolean isInSystemCall(Thread thread) {
        return Arrays.stream(thread.getStackTrace()).anyMatch(Signals::isSystemCall)
                && isAsleep(thread);
    }

    private static boolean isSystemCall(StackTraceElement frame) {
        return frame.getClassName().equals(SystemCalls.class.getName())
                || frame.isNativeMethod() && frame.getClassName().startsWith("sun.nio.ch.");
    }

    private static boolean isAsleep(Thread thread) {
        return !Files.isDirectory(TASKS) || sleeping(thread).isPresent();
    }

    /** What the kernel tells of the thread, if it tells anything and the thread sleeps there. */
    static Optional<Path> sleeping(Thread thread) {
        if (!Files.isDirectory(TASKS)) {
            return Optional.empty();
        }
        var name = thread.getName().substring(0, Math.min(LONGEST_NAME, thread.getName().length()));
        try (var tasks = Files.newDirectoryStream(TASKS)) {
            for (var task : tasks) {
                if (status(task).contains("(" + name + ") S ")) {
                    return Optional.of(task);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code 1234 (the select) S 1 …}: name and state. */
    private static String status(Path task) {
        try {
            return Files.readString(task.resolve("stat"));
        } catch (IOException endedSince) {
            return "";
        }
    }

    /** Lets this thread receive signals while it runs {@code body}. */
    public void receiveDuring(Body body) throws Exception {
        setTarget(ThreadSignal.currentThread());
        try {
            body.run();
        } finally {
            setTarget(0);
        }
    }

    private synchronized void setTarget(long thread) {
        target = thread;
    }

    /** Whether a thread is there to receive one. */
    public synchronized boolean areReceived() {
        return target != 0;
    }

    /** Sends one signal, if a thread is there to receive it. */
    public synchronized void send() {
        if (target != 0) {
            ThreadSignal.send(target);
        }
    }
}
