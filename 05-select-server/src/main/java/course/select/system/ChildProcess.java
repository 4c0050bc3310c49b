package course.select.system;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * A child process that {@link Inetd} has started. When it ends, it is reaped by itself, so that it
 * leaves no zombie; for that it has a daemon thread in this process for as long as it lives.
 */
public final class ChildProcess implements AutoCloseable {

    private static final MethodHandle WAITID =
            Libc.function("waitid", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle WAITPID =
            Libc.function("waitpid", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle KILL = Libc.function("kill", JAVA_INT, JAVA_INT);

    private static final int P_PID = 1;
    private static final int WEXITED = 4;
    private static final int WNOWAIT = Platform.MAC ? 0x20 : 0x0100_0000;
    private static final long SIGINFO_SIZE = 128;

    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    private static final int UNKNOWN = -1;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final int pid;
    private final Thread reaper;
    private OptionalInt exitStatus = OptionalInt.empty();

    ChildProcess(int pid) {
        this.pid = pid;
        this.reaper = Thread.ofPlatform().daemon().name("reaper of " + pid).start(this::reap);
    }

    public long pid() {
        return pid;
    }

    public boolean isAlive() {
        return reaper.isAlive();
    }

    /**
     * How the process ended: with its own exit status, or with 128 plus the number of the signal
     * that ended it; -1 if something else in this JVM has reaped it. Empty while it lives.
     */
    public synchronized OptionalInt exitStatus() {
        return exitStatus;
    }

    /** Waits until the process has ended, and returns its {@link #exitStatus}. */
    public int waitFor() throws InterruptedException {
        reaper.join();
        return exitStatus().orElseThrow();
    }

    /** Waits until the process has ended, but no longer than this; whether it has. */
    public boolean waitFor(Duration atMost) throws InterruptedException {
        return reaper.join(atMost);
    }

    /** Asks the process to end ({@code SIGTERM}). */
    public void destroy() {
        signal(SIGTERM);
    }

    /** Ends the process ({@code SIGKILL}). */
    public void destroyForcibly() {
        signal(SIGKILL);
    }

    /**
     * Ends the process: asks it to, and after two seconds, or at once if this thread is
     * interrupted, no longer asks.
     */
    @Override
    public void close() {
        destroy();
        try {
            if (!waitFor(GRACE)) {
                destroyForcibly();
                waitFor(GRACE);
            }
        } catch (InterruptedException e) {
            destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Once reaped, the number may be another process's; the lock keeps the two apart. */
    private synchronized void signal(int number) {
        if (exitStatus.isPresent()) {
            return;
        }
        try (var arena = Arena.ofConfined()) {
            int ignored = (int) KILL.invokeExact(arena.allocate(Libc.ERRNO), pid, number);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Waits without reaping, which {@link #signal} must not meet halfway. */
    private void reap() {
        try (var arena = Arena.ofConfined()) {
            var errno = arena.allocate(Libc.ERRNO);
            var info = arena.allocate(SIGINFO_SIZE, Long.BYTES);
            var status = arena.allocate(JAVA_INT);
            int result;
            do {
                result = (int) WAITID.invokeExact(errno, P_PID, pid, info, WEXITED | WNOWAIT);
            } while (result == -1 && Libc.errno(errno) == Errno.EINTR.number());
            synchronized (this) {
                result = (int) WAITPID.invokeExact(errno, pid, status, 0);
                exitStatus =
                        OptionalInt.of(result == pid ? asShell(status.get(JAVA_INT, 0)) : UNKNOWN);
            }
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static int asShell(int status) {
        int signal = status & 0x7f;
        return signal == 0 ? status >> 8 & 0xff : 128 + signal;
    }
}
