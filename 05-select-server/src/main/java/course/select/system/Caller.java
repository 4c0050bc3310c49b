package course.select.system;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread as a maker of system calls: its own scratch memory, so that a call allocates nothing,
 * and what ends its call when the thread is interrupted.
 */
final class Caller {

    private static final ThreadLocal<Caller> CURRENT = ThreadLocal.withInitial(Caller::new);

    private final MemorySegment errno = Arena.ofAuto().allocate(Libc.ERRNO);
    private final MemorySegment timeval = Arena.ofAuto().allocate(JAVA_LONG, 2);
    private final EpollEvents event = new EpollEvents(1);
    private Interruption interruption = new Interruption();

    private Caller() {
        JdkInternals.installSignalHandler();
    }

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
            interruption = new Interruption();
        }
    }

    int checked(String call, int result) throws SystemCallException {
        if (result == -1) {
            throw new SystemCallException(call, Libc.errno(errno));
        }
        return result;
    }

    /**
     * A place where {@link Thread#interrupt} finds a thread that is in a system call, as it finds
     * one that reads from an interruptible channel: it closes what the thread is blocked on. To
     * close this is to signal the thread until it has left the call, because a signal that comes
     * just before the call is forgotten.
     */
    private static final class Interruption extends AbstractInterruptibleChannel {

        private static final long NANOS_BETWEEN_SIGNALS = TimeUnit.MICROSECONDS.toNanos(50);
        private static final MethodHandle PTHREAD_SELF =
                Libc.trivial("pthread_self", FunctionDescriptor.of(JAVA_LONG));

        private long thread;
        private volatile boolean inCall;

        /** Whether the call may be made: not if the thread has been interrupted. */
        boolean enter() {
            begin();
            thread = currentThread();
            inCall = true;
            return isOpen();
        }

        void leave() {
            inCall = false;
            try {
                end(true); // waits for implCloseChannel, so no signal comes after this
            } catch (AsynchronousCloseException interrupted) {
                // The thread's interrupt status and EINTR tell the caller.
            }
        }

        @Override
        protected void implCloseChannel() {
            while (inCall) {
                JdkInternals.signal(thread);
                LockSupport.parkNanos(NANOS_BETWEEN_SIGNALS);
            }
        }

        /** Of a virtual thread, its carrier, on which it stays as long as it is in the call. */
        private static long currentThread() {
            try {
                return (long) PTHREAD_SELF.invokeExact();
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
    }
}
