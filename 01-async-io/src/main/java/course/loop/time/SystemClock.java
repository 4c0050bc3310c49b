package course.loop.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The real time. Whoever waits by it is parked by the system, and uses no CPU. */
public final class SystemClock implements LoopClock {
    private static final long START = System.nanoTime();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition awake = lock.newCondition();
    private boolean woken;

    @Override
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - START);
    }

    @Override
    public void await(Duration until) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!woken) {
                park(until);
            }
            woken = false;
        } finally {
            lock.unlock();
        }
    }

    private void park(Duration until) throws InterruptedException {
        if (until == null) {
            awake.await();
        } else {
            // convert() saturates where toNanos() would overflow: after 292 years
            awake.awaitNanos(TimeUnit.NANOSECONDS.convert(until.minus(now())));
        }
    }

    @Override
    public void wake() {
        lock.lock();
        try {
            woken = true;
            awake.signal();
        } finally {
            lock.unlock();
        }
    }
}
