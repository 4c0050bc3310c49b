package course.gevent.reference;

import course.gevent.Hub;
import course.gevent.Pool;
import course.gevent.Task;
import course.gevent.Tasks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SequencedCollection;
import java.util.concurrent.Callable;

/** As many tasks at a time as it has places. */
final class GreenPool implements Pool {
    private final Hub hub;
    private final Tasks tasks;
    private final FairSemaphore places;
    private final Collection<Task<?>> running = new LinkedHashSet<>();

    GreenPool(Hub hub, Tasks tasks, int size) {
        this.hub = hub;
        this.tasks = tasks;
        places = new FairSemaphore(hub, size);
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
        return new Mapped<>(job, items, true);
    }

    @Override
    public <T, R> Results<R> imapUnordered(Job<T, R> job, Iterator<T> items) {
        return new Mapped<>(job, items, false);
    }

    /** The results, one by one; no more than the pool has places for are begun. */
    private final class Mapped<T, R> implements Results<R> {
        private final SequencedCollection<Task<R>> begun = new LinkedHashSet<>();
        private final SequencedCollection<Task<R>> done = new LinkedHashSet<>();
        private final Job<T, R> job;
        private final Iterator<T> items;
        private final boolean isOrdered;

        Mapped(Job<T, R> job, Iterator<T> items, boolean isOrdered) {
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
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            while (items.hasNext() && (begun.isEmpty() || begun.size() < places.most())) {
                var item = items.next();
                var task = spawn(() -> job.apply(item));
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
