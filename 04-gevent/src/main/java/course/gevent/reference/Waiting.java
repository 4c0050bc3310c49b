package course.gevent.reference;

import course.gevent.Hub;

import java.util.SequencedCollection;

/** One who waits in a line, for what others hand to him. */
final class Waiting<T> implements Hub.Watcher {
    private final SequencedCollection<Waiting<T>> line;
    private final String subject;
    private T item;
    private long number;
    private boolean isServed;
    private boolean isRefused;
    private Hub.Waiter waiter;

    Waiting(SequencedCollection<Waiting<T>> line, String subject, T item) {
        this.line = line;
        this.subject = subject;
        this.item = item;
    }

    @Override
    public void start(Hub.Waiter waiter) {
        this.waiter = waiter;
        line.add(this);
    }

    T item() {
        return item;
    }

    long number() {
        return number;
    }

    boolean isServed() {
        return isServed;
    }

    boolean isRefused() {
        return isRefused;
    }

    /**
     * @param number the place of the item among all that are handed out
     */
    void serve(T item, long number) {
        this.item = item;
        this.number = number;
        isServed = true;
        waiter.wake();
    }

    void refuse() {
        isRefused = true;
        waiter.wake();
    }

    @Override
    public void stop() {
        line.remove(this);
    }

    @Override
    public String toString() {
        return subject;
    }
}
