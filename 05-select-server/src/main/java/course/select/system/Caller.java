package course.select.system;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A thread as a maker of system calls: its own scratch memory, so that a call allocates nothing,
 * and what ends its call when the thread is interrupted.
 */
final class Caller {

    private static final ThreadLocal<Caller> CURRENT = ThreadLocal.withInitial(Caller::new);

    private final MemorySegment errno = Arena.ofAuto().allocate(Libc.ERRNO);
    private final MemorySegment timeval = Arena.ofAuto().allocate(JAVA_LONG, 2);
    private final EpollEvents event = new EpollEvents(1);
    private Interruption interruption = new Interruption(ThreadSignal::send);

    private Caller() {}

    static Caller current() {
        return CURRENT.get();
    }

    MemorySegment errno() {
        return errno;
    }

    /** A {@code struct timeval}. macOS has 32-bit microseconds and padding: the same bytes. */
    MemorySegment timeval(long micros) {
        timeval.set(JAVA_LONG, 0, Math.floorDiv(micros, 1_000_000L));
        timeval.set(JAVA_LONG, Long.BYTES, Math.floorMod(micros, 1_000_000L));
        return timeval;
    }

    EpollEvents event() {
        return event;
    }

    /**
     * Says that this thread is about to make a call that may block; {@link #unblocked} must follow.
     *
     * @throws SystemCallException with {@link Errno#EINTR}, if the thread is interrupted already
     */
    void blocking(String call) throws SystemCallException {
        if (!interruption.enter()) {
            unblocked();
            throw new SystemCallException(call, Errno.EINTR);
        }
    }

    void unblocked() {
        interruption.leave();
        if (!interruption.isOpen()) {
            interruption = new Interruption(ThreadSignal::send);
        }
    }

    int checked(String call, int result) throws SystemCallException {
        if (result == -1) {
            throw new SystemCallException(call, Libc.errno(errno));
        }
        return result;
    }
}
