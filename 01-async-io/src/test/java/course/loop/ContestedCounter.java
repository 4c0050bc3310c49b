package course.loop;

import course.loop.ThreeModels.Counter;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A counter at the worst moment: whoever has read it is held up until all others have read it too,
 * or can do nothing at all, as when they wait for a lock.
 */
final class ContestedCounter implements Counter {
    private static final int LOOKS_AT_REST = 50;

    private final Counter counter;
    private final int threads;
    private final ThreadGroup group = Thread.currentThread().getThreadGroup();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int readers;
    private int meetings;

    ContestedCounter(Counter counter, int threads) {
        this.counter = counter;
        this.threads = threads;
    }

    @Override
    public int read() {
        lock.lock();
        try {
            var value = counter.read();
            awaitTheOthers();
            return value;
        } finally {
            lock.unlock();
        }
    }

    private void awaitTheOthers() {
        var meeting = meetings;
        readers++;
        for (var looks = 0; looks < LOOKS_AT_REST && meetings == meeting; looks++) {
            if (readers == threads) {
                endTheMeeting();
            } else if (somebodyWorks()) {
                looks = 0;
            }
            try {
                changed.await(1, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (meetings == meeting) {
            endTheMeeting();
        }
    }

    private void endTheMeeting() {
        meetings++;
        readers = 0;
        changed.signalAll();
    }

    private boolean somebodyWorks() {
        var found = new Thread[group.activeCount() + 64];
        var count = group.enumerate(found, true);
        for (var i = 0; i < count; i++) {
            var state = found[i].getState();
            if (found[i] != Thread.currentThread()
                    && (state == Thread.State.RUNNABLE || state == Thread.State.NEW)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void write(int value) {
        counter.write(value);
    }
}
