package course.gevent.reference;

import course.gevent.Hub;
import course.gevent.Semaphore;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedCollection;

/** First come, first served. */
final class FairSemaphore implements Semaphore {
    private final SequencedCollection<Waiting<Void>> line = new LinkedHashSet<>();
    private final Hub hub;
    private final int most;
    private int available;

    FairSemaphore(Hub hub, int permits) {
        this.hub = hub;
        most = permits;
        available = permits;
    }

    @Override
    public boolean acquire(Duration timeout) throws InterruptedException {
        Loop.requireDuration(timeout);
        if (available > 0) {
            available--;
            return true;
        }
        if (timeout != null && timeout.isZero()) {
            return false;
        }
        var waiting = new Waiting<>(line, "a permit", (Void) null);
        try {
            hub.await(waiting, timeout);
            return waiting.isServed();
        } catch (Throwable thrown) {
            if (waiting.isServed()) {
                release();
            }
            throw thrown;
        }
    }

    /** A permit goes from hand to hand, so that nobody can snatch it on the way. */
    @Override
    public void release() {
        if (available == most) {
            throw new IllegalStateException("all of the " + most + " permits are there already");
        }
        if (line.isEmpty()) {
            available++;
        } else {
            line.removeFirst().serve(null, 0);
        }
    }

    int most() {
        return most;
    }

    @Override
    public int available() {
        return available;
    }
}
