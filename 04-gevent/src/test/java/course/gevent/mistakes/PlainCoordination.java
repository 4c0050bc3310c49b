package course.gevent.mistakes;

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
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * All of it from semaphores: a queue is one for its items and one for its room. It has a method for
 * each thing that can be got wrong.
 */
abstract class PlainCoordination implements Coordination {
    final Hub hub;
    final Tasks tasks;

    PlainCoordination(Hub hub, Tasks tasks) {
        this.hub = hub;
        this.tasks = tasks;
    }

    static void atLeast(int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException("%s is less than %s".formatted(value, least));
        }
    }

    @Override
    public Semaphore newSemaphore(int permits) {
        atLeast(1, permits);
        return new Counter(permits, permits);
    }

    @Override
    public <T> Queue<T> newQueue(int capacity) {
        atLeast(0, capacity);
        return new Items<>(capacity);
    }

    @Override
    public Pool newPool(int size) {
        atLeast(1, size);
        return new Places(size);
    }

    /** One who waits in line. */
    static class Ticket implements Hub.Watcher {
        Hub.Waiter waiter;
        boolean isServed;
        boolean isRefused;
        Object item;

        @Override
        public void start(Hub.Waiter waiter) {
            this.waiter = waiter;
        }

        void wake() {
            isServed = true;
            waiter.wake();
        }
    }

    Ticket next(Deque<Ticket> line) {
        return line.poll();
    }

    boolean mayTakeAtOnce(Counter counter) {
        return counter.count > 0;
    }

    void leave(Deque<Ticket> line, Ticket ticket) {
        line.remove(ticket);
    }

    void checkMost(Counter counter) {
        if (counter.count == counter.most) {
            throw new IllegalStateException("too often");
        }
    }

    void passOn(Counter counter) {
        counter.release();
    }

    class Counter implements Semaphore {
        final Deque<Ticket> line = new ArrayDeque<>();
        final int most;
        int count;

        Counter(int count, int most) {
            this.count = count;
            this.most = most;
        }

        @Override
        public boolean acquire(Duration timeout) throws InterruptedException {
            if (mayTakeAtOnce(this)) {
                count--;
                return true;
            }
            if (Duration.ZERO.equals(timeout)) {
                return false;
            }
            var ticket = new Ticket();
            line.add(ticket);
            var isOut = true;
            try {
                hub.await(ticket, timeout);
                isOut = false;
            } finally {
                leave(line, ticket);
                if (isOut && ticket.isServed) {
                    passOn(this);
                }
            }
            return ticket.isServed;
        }

        @Override
        public void release() {
            checkMost(this);
            var first = next(line);
            if (first == null) {
                count++;
            } else {
                first.wake();
            }
        }

        @Override
        public int available() {
            return count;
        }
    }

    <T> void giveBack(Items<T> queue, T item) {
        if (queue.takers.isEmpty()) {
            queue.items.addFirst(item);
        } else {
            queue.hand(item);
        }
    }

    boolean hasRoom(Items<?> queue) {
        return queue.items.size() < queue.capacity;
    }

    void refuseWaiting(Items<?> queue) {
        for (var line : List.of(queue.takers, queue.putters)) {
            for (var ticket = line.poll(); ticket != null; ticket = line.poll()) {
                ticket.isRefused = true;
                ticket.waiter.wake();
            }
        }
    }

    class Items<T> implements Queue<T> {
        final Deque<T> items = new ArrayDeque<>();
        final Deque<Ticket> takers = new ArrayDeque<>();
        final Deque<Ticket> putters = new ArrayDeque<>();
        final Deque<Ticket> joiners = new ArrayDeque<>();
        final int capacity;
        int undone;
        boolean isShut;

        Items(int capacity) {
            this.capacity = capacity;
        }

        void hand(T item) {
            var taker = takers.remove();
            taker.item = item;
            taker.wake();
        }

        @Override
        public boolean offer(T item, Duration timeout) throws InterruptedException {
            Objects.requireNonNull(item);
            open(isShut);
            if (!takers.isEmpty()) {
                undone++;
                hand(item);
                return true;
            }
            if (hasRoom(this)) {
                undone++;
                items.add(item);
                return true;
            }
            if (Duration.ZERO.equals(timeout)) {
                return false;
            }
            var ticket = new Ticket();
            ticket.item = item;
            putters.add(ticket);
            try {
                hub.await(ticket, timeout);
            } finally {
                leave(putters, ticket);
            }
            open(ticket.isRefused);
            return ticket.isServed;
        }

        private void open(boolean isShut) {
            if (isShut) {
                throw new IllegalStateException("shut down");
            }
        }

        @Override
        @SuppressWarnings("unchecked")
        public T poll(Duration timeout) throws InterruptedException {
            if (!putters.isEmpty()) {
                var putter = next(putters);
                undone++;
                items.add((T) putter.item);
                putter.wake();
            }
            if (!items.isEmpty()) {
                return items.remove();
            }
            open(isShut);
            if (Duration.ZERO.equals(timeout)) {
                return null;
            }
            var ticket = new Ticket();
            takers.add(ticket);
            var isOut = true;
            try {
                hub.await(ticket, timeout);
                isOut = false;
            } finally {
                leave(takers, ticket);
                if (isOut && ticket.isServed) {
                    giveBack(this, (T) ticket.item);
                }
            }
            open(ticket.isRefused);
            return (T) ticket.item;
        }

        @Override
        public int size() {
            return items.size();
        }

        @Override
        public void taskDone() {
            if (undone == 0) {
                throw new IllegalStateException("too often");
            }
            if (--undone == 0) {
                joiners.forEach(Ticket::wake);
                joiners.clear();
            }
        }

        @Override
        public boolean join(Duration timeout) throws InterruptedException {
            if (isDone(this)) {
                return true;
            }
            var ticket = new Ticket();
            joiners.add(ticket);
            try {
                hub.await(ticket, timeout);
            } finally {
                leave(joiners, ticket);
            }
            return ticket.isServed;
        }

        @Override
        public void shutdown() {
            isShut = true;
            refuseWaiting(this);
        }
    }

    boolean isDone(Items<?> queue) {
        return queue.undone == 0;
    }

    void ended(Places pool, Task<?> task) {
        pool.running.remove(task);
        pool.places.release();
    }

    class Places implements Pool {
        final Counter places;
        final List<Task<?>> running = new ArrayList<>();

        Places(int size) {
            places = new Counter(size, size);
        }

        @Override
        public <T> Task<T> spawn(Callable<T> body) throws InterruptedException {
            Objects.requireNonNull(body);
            places.acquire();
            var task = tasks.spawn(body);
            running.add(task);
            task.link(ended -> ended(this, task));
            return task;
        }

        @Override
        public int free() {
            return places.available();
        }

        @Override
        public void join() throws InterruptedException {
            while (!running.isEmpty()) {
                hub.join(running.getLast());
                hub.sleep(Duration.ZERO);
            }
        }

        @Override
        public <T, R> List<R> map(Job<T, R> job, Collection<T> items) throws Exception {
            return collected(this, job, items);
        }

        @Override
        public <T, R> Results<R> imap(Job<T, R> job, Iterator<T> items) {
            return new Mapped<>(this, job, items, true);
        }

        @Override
        public <T, R> Results<R> imapUnordered(Job<T, R> job, Iterator<T> items) {
            return new Mapped<>(this, job, items, false);
        }
    }

    <T, R> List<R> collected(Pool pool, Pool.Job<T, R> job, Collection<T> items) throws Exception {
        var begun = new ArrayList<Task<R>>();
        for (var item : items) {
            begun.add(pool.spawn(() -> job.apply(item)));
        }
        hub.joinAll(begun);
        var results = new ArrayList<R>();
        for (var task : begun) {
            results.add(task.get());
        }
        return results;
    }

    int mostAhead(Places pool) {
        return pool.places.most;
    }

    final class Mapped<T, R> implements Pool.Results<R> {
        private final Places pool;
        private final Pool.Job<T, R> job;
        private final Iterator<T> items;
        private final boolean isOrdered;
        private final List<Task<R>> begun = new ArrayList<>();
        private final List<Task<R>> ended = new ArrayList<>();

        Mapped(Places pool, Pool.Job<T, R> job, Iterator<T> items, boolean isOrdered) {
            this.pool = pool;
            this.job = job;
            this.items = items;
            this.isOrdered = isOrdered;
        }

        @Override
        public boolean hasNext() {
            return !begun.isEmpty() || items.hasNext();
        }

        @Override
        public R next() throws Exception {
            while (begun.size() < mostAhead(pool) && items.hasNext()) {
                var item = items.next();
                var task = pool.spawn(() -> job.apply(item));
                task.link(source -> ended.add(task));
                begun.add(task);
            }
            if (begun.isEmpty()) {
                throw new NoSuchElementException();
            }
            if (isOrdered) {
                return begun.removeFirst().get();
            }
            while (ended.isEmpty()) {
                hub.wait(begun, null, 1);
                hub.sleep(Duration.ZERO);
            }
            var next = ended.removeFirst();
            begun.remove(next);
            return next.get();
        }
    }
}
