package course.gevent.reference;

import course.gevent.Hub;
import course.gevent.Queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.SequencedCollection;

/** First come, first served, at both ends. */
final class FairQueue<T> implements Queue<T> {
    private final SequencedCollection<Waiting<T>> takers = new LinkedHashSet<>();
    private final SequencedCollection<Waiting<T>> putters = new LinkedHashSet<>();
    private final SequencedCollection<Waiting<T>> joiners = new LinkedHashSet<>();
    private final ArrayDeque<T> items = new ArrayDeque<>();

    /** Those who had an item when they were killed, in the order in which they had got it. */
    private final PriorityQueue<Waiting<T>> returned =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::number));

    private final Hub hub;
    private final int capacity;
    private long handedOut;
    private int undone;
    private boolean isShutDown;

    FairQueue(Hub hub, int capacity) {
        this.hub = hub;
        this.capacity = capacity;
    }

    @Override
    public boolean offer(T item, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(item, "item");
        Loop.requireDuration(timeout);
        requireOpen(!isShutDown);
        if (!takers.isEmpty()) {
            undone++;
            takers.removeFirst().serve(item, handedOut++);
            return true;
        }
        if (size() < capacity) {
            undone++;
            items.add(item);
            return true;
        }
        if (timeout != null && timeout.isZero()) {
            return false;
        }
        var waiting = new Waiting<>(putters, "room in a queue", item);
        hub.await(waiting, timeout);
        requireOpen(!waiting.isRefused());
        return waiting.isServed();
    }

    private void requireOpen(boolean isOpen) {
        if (!isOpen) {
            throw new IllegalStateException("the queue has been shut down");
        }
    }

    @Override
    public T poll(Duration timeout) throws InterruptedException {
        Loop.requireDuration(timeout);
        if (size() > 0 || !putters.isEmpty()) {
            return next();
        }
        requireOpen(!isShutDown);
        if (timeout != null && timeout.isZero()) {
            return null;
        }
        var waiting = new Waiting<>(takers, "an item of a queue", (T) null);
        try {
            hub.await(waiting, timeout);
        } catch (Throwable thrown) {
            if (waiting.isServed()) {
                giveBack(waiting);
            }
            throw thrown;
        }
        requireOpen(!waiting.isRefused());
        return waiting.item();
    }

    /** Takes an item; that makes room for who waits with one. */
    private T next() {
        if (!putters.isEmpty() && returned.size() + items.size() <= capacity) {
            var putter = putters.removeFirst();
            undone++;
            items.add(putter.item());
            putter.serve(putter.item(), handedOut);
        }
        return returned.isEmpty() ? items.remove() : returned.remove().item();
    }

    /** It is older than all that are still here, even if it is one too many. */
    private void giveBack(Waiting<T> taker) {
        if (takers.isEmpty()) {
            returned.add(taker);
        } else {
            takers.removeFirst().serve(taker.item(), taker.number());
        }
    }

    @Override
    public int size() {
        return returned.size() + items.size();
    }

    @Override
    public void taskDone() {
        if (undone == 0) {
            throw new IllegalStateException("the work on all items is done already");
        }
        if (--undone == 0) {
            while (!joiners.isEmpty()) {
                joiners.removeFirst().serve(null, 0);
            }
        }
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        Loop.requireDuration(timeout);
        if (undone == 0) {
            return true;
        }
        var waiting = new Waiting<>(joiners, "the work on a queue's items", (T) null);
        hub.await(waiting, timeout);
        return waiting.isServed();
    }

    @Override
    public void shutdown() {
        isShutDown = true;
        refuseAll(putters);
        refuseAll(takers);
    }

    private void refuseAll(SequencedCollection<Waiting<T>> line) {
        while (!line.isEmpty()) {
            line.removeFirst().refuse();
        }
    }
}
