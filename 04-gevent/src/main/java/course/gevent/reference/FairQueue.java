package course.gevent.reference;

import course.gevent.Hub;
import course.gevent.Queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.SequencedCollection;

/** First come, first served, at both ends. */
final class FairQueue<T> implements Queue<T> {
    private final SequencedCollection<Waiting<T>> takers = new LinkedHashSet<>();
    private final SequencedCollection<Waiting<T>> putters = new LinkedHashSet<>();
    private final SequencedCollection<Waiting<T>> joiners = new LinkedHashSet<>();
    private final ArrayDeque<T> items = new ArrayDeque<>();
    private final Hub hub;
    private final int capacity;
    private int undone;
    private boolean isShutDown;

    FairQueue(Hub hub, int capacity) {
        this.hub = hub;
        this.capacity = capacity;
    }

    @Override
    public boolean offer(T item, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(item, "item");
        requireOpen(!isShutDown);
        if (!takers.isEmpty()) {
            undone++;
            takers.removeFirst().serve(item);
            return true;
        }
        if (items.size() < capacity) {
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
        if (!items.isEmpty() || !putters.isEmpty()) {
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
                giveBack(waiting.item());
            }
            throw thrown;
        }
        requireOpen(!waiting.isRefused());
        return waiting.item();
    }

    /** Takes an item; that makes room for who waits with one. */
    private T next() {
        if (!putters.isEmpty()) {
            var putter = putters.removeFirst();
            undone++;
            items.add(putter.item());
            putter.serve(putter.item());
        }
        return items.remove();
    }

    /** It was the oldest one, and is so again, even if that is one too many. */
    private void giveBack(T item) {
        if (takers.isEmpty()) {
            items.addFirst(item);
        } else {
            takers.removeFirst().serve(item);
        }
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public void taskDone() {
        if (undone == 0) {
            throw new IllegalStateException("the work on all items is done already");
        }
        if (--undone == 0) {
            while (!joiners.isEmpty()) {
                joiners.removeFirst().serve(null);
            }
        }
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
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
