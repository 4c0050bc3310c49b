package course.gevent.reference;

import course.gevent.Coordination;
import course.gevent.Hub;
import course.gevent.Pool;
import course.gevent.Queue;
import course.gevent.Semaphore;
import course.gevent.Task;
import course.gevent.Tasks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SequencedCollection;
import java.util.concurrent.Callable;

public final class ReferenceCoordination implements Coordination {
    private final Hub hub;
    private final Tasks tasks;

    public ReferenceCoordination(Hub hub, Tasks tasks) {
        this.hub = hub;
        this.tasks = tasks;
    }

    @Override
    public Semaphore newSemaphore(int permits) {
        require(permits >= 1, "permits:", permits);
        return new Permits(permits);
    }

    @Override
    public <T> Queue<T> newQueue(int capacity) {
        require(capacity >= 0, "capacity:", capacity);
        return new Items<>(capacity);
    }

    @Override
    public Pool newPool(int size) {
        require(size >= 1, "size:", size);
        return new Places(size);
    }

    private static void require(boolean condition, String what, int value) {
        if (!condition) {
            throw new IllegalArgumentException(what + " " + value);
        }
    }

    /** One who waits in a line, for what others hand to him. */
    private static final class Waiting<T> implements Hub.Watcher {
        private final SequencedCollection<Waiting<T>> line;
        private final String subject;
        private T item;
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

        void serve(T item) {
            this.item = item;
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

    private final class Permits implements Semaphore {
        private final SequencedCollection<Waiting<Void>> line = new LinkedHashSet<>();
        private final int most;
        private int available;

        Permits(int permits) {
            most = permits;
            available = permits;
        }

        @Override
        public boolean acquire(Duration timeout) throws InterruptedException {
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
                return waiting.isServed;
            } catch (Throwable thrown) {
                if (waiting.isServed) {
                    release();
                }
                throw thrown;
            }
        }

        /** A permit goes from hand to hand, so that nobody can snatch it on the way. */
        @Override
        public void release() {
            if (available == most) {
                throw new IllegalStateException(
                        "all of the " + most + " permits are there already");
            }
            if (line.isEmpty()) {
                available++;
            } else {
                line.removeFirst().serve(null);
            }
        }

        @Override
        public int available() {
            return available;
        }
    }

    private final class Items<T> implements Queue<T> {
        private final SequencedCollection<Waiting<T>> takers = new LinkedHashSet<>();
        private final SequencedCollection<Waiting<T>> putters = new LinkedHashSet<>();
        private final SequencedCollection<Waiting<T>> joiners = new LinkedHashSet<>();
        private final ArrayDeque<T> items = new ArrayDeque<>();
        private final int capacity;
        private int undone;
        private boolean isShutDown;

        Items(int capacity) {
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
            requireOpen(!waiting.isRefused);
            return waiting.isServed;
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
                if (waiting.isServed) {
                    giveBack(waiting.item);
                }
                throw thrown;
            }
            requireOpen(!waiting.isRefused);
            return waiting.item;
        }

        /** Takes an item; that makes room for who waits with one. */
        private T next() {
            if (!putters.isEmpty()) {
                var putter = putters.removeFirst();
                undone++;
                items.add(putter.item);
                putter.serve(putter.item);
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
            return waiting.isServed;
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

    private final class Places implements Pool {
        private final Permits places;
        private final Collection<Task<?>> running = new LinkedHashSet<>();

        Places(int size) {
            places = new Permits(size);
        }

        @Override
        public <T> Task<T> spawn(Callable<T> body) throws InterruptedException {
            Objects.requireNonNull(body, "body");
            places.acquire();
            var task = tasks.spawn(body);
            running.add(task);
            task.link(ended -> {
                running.remove(task);
                places.release();
            });
            return task;
        }

        @Override
        public int free() {
            return places.available();
        }

        @Override
        public void join() throws InterruptedException {
            while (!running.isEmpty()) {
                hub.joinAll(List.copyOf(running));
                hub.sleep(Duration.ZERO);
            }
        }

        @Override
        public <T, R> List<R> map(Job<T, R> job, Collection<T> items) throws Exception {
            var all = new ArrayList<Task<R>>();
            for (var item : items) {
                all.add(spawn(() -> job.apply(item)));
            }
            hub.joinAll(all);
            var results = new ArrayList<R>();
            for (var task : all) {
                results.add(task.get());
            }
            return results;
        }

        @Override
        public <T, R> Results<R> imap(Job<T, R> job, Iterator<T> items) {
            return new Mapped<>(job, items, this, true);
        }

        @Override
        public <T, R> Results<R> imapUnordered(Job<T, R> job, Iterator<T> items) {
            return new Mapped<>(job, items, this, false);
        }
    }

    private final class Mapped<T, R> implements Pool.Results<R> {
        private final SequencedCollection<Task<R>> begun = new LinkedHashSet<>();
        private final SequencedCollection<Task<R>> done = new LinkedHashSet<>();
        private final Pool.Job<T, R> job;
        private final Iterator<T> items;
        private final Places pool;
        private final boolean isOrdered;

        Mapped(Pool.Job<T, R> job, Iterator<T> items, Places pool, boolean isOrdered) {
            this.job = job;
            this.items = items;
            this.pool = pool;
            this.isOrdered = isOrdered;
        }

        @Override
        public boolean hasNext() {
            return !begun.isEmpty() || items.hasNext();
        }

        @Override
        public R next() throws Exception {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            while (items.hasNext() && (begun.isEmpty() || begun.size() < pool.places.most)) {
                var item = items.next();
                var task = pool.spawn(() -> job.apply(item));
                task.link(ended -> done.add(task));
                begun.add(task);
            }
            hub.wait(isOrdered ? List.of(begun.getFirst()) : begun, null, 1);
            var next = isOrdered ? begun.getFirst() : done.getFirst();
            begun.remove(next);
            done.remove(next);
            return next.get();
        }
    }
}
