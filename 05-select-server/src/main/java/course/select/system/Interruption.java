package course.select.system;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * A place where {@link Thread#interrupt} finds a thread that is in a system call, as it finds one
 * that reads from an interruptible channel: it closes what the thread is blocked on. To close this
 * is to signal the thread until it has left the call, because a signal that comes just before the
 * call is forgotten.
 *
 * <p>A thread that has ended must never be signalled, nor a carrier that has another thread by
 * then. So the thread is the target only while it is in the call. Who signals it takes the target
 * away for as long as that takes, and the thread cannot leave before it has the target back. It
 * spins meanwhile, because a virtual thread that blocked would leave its carrier.
 */
final class Interruption extends AbstractInterruptibleChannel {

    private static final long NANOS_BETWEEN_SIGNALS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long NOBODY = 0;
    private static final long BEING_SIGNALLED = -1;

    private final LongConsumer signal;
    private final AtomicLong target = new AtomicLong(NOBODY);
    private long thread;

    /**
     * @param signal ends the call in which the thread with this {@code pthread_t} is blocked, if it
     *     is in one
     */
    Interruption(LongConsumer signal) {
        this.signal = signal;
    }

    /** Whether the call may be made: not if the thread has been interrupted. */
    boolean enter() {
        begin();
        thread = ThreadSignal.currentThread();
        target.set(thread);
        return isOpen();
    }

    /** Must follow {@link #enter}, whatever came of the call. */
    void leave() {
        while (!target.compareAndSet(thread, NOBODY)) {
            Thread.onSpinWait();
        }
        try {
            end(true);
        } catch (AsynchronousCloseException interrupted) {
            // The thread's interrupt status and EINTR tell the caller.
        }
    }

    @Override
    protected void implCloseChannel() {
        while (signalled()) {
            LockSupport.parkNanos(NANOS_BETWEEN_SIGNALS);
        }
    }

    /** Whether the thread was in its call, and has been sent a signal. */
    private boolean signalled() {
        long there = target.get();
        if (there == NOBODY || !target.compareAndSet(there, BEING_SIGNALLED)) {
            return false;
        }
        signal.accept(there);
        target.set(there);
        return true;
    }
}
