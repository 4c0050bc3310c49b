package course.gevent.reference;

import course.gevent.Hub;
import course.gevent.Pool;
import course.gevent.Task;
import course.gevent.Tasks;
import course.gevent.Waitable;

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
import java.util.function.Supplier;

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
        return inPlace(() -> body);
    }

    /** Spawns what is named when there is a place; if that fails, the place is free again. */
    private <T> Task<T> inPlace(Supplier<Callable<T>> body) {
        var task = (Task<T>) null;
        try {
            task = tasks.spawn(body.get());
        } finally {
            if (task == null) {
                places.release();
            }
        }
        running.add(task);
        task.link(this::ended);
        return task;
    }

    private void ended(Waitable task) {
        running.remove(task);
        places.release();
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
        private final SequencedCollection<Waiting<Void>> line = new LinkedHashSet<>();
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
            while (mayBegin() && items.hasNext()) {
                begin();
            }
            if (begun.isEmpty()) {
                throw new NoSuchElementException();
            }
            while (!isThere()) {
                hub.await(new Waiting<>(line, "a result", (Void) null));
            }
            var next = isOrdered ? begun.getFirst() : done.getFirst();
            begun.remove(next);
            done.remove(next);
            return next.get();
        }

        /** Who has begun something waits for its end rather than for a place. */
        private boolean mayBegin() {
            return begun.isEmpty() || begun.size() < places.most() && free() > 0;
        }

        /** The place comes first: who is thrown out of the wait for it has taken no item. */
        private void begin() throws InterruptedException {
            places.acquire();
            var task =
                    inPlace(() -> {
                        var item = items.next();
                        return () -> job.apply(item);
                    });
            begun.add(task);
            task.link(ended -> {
                done.add(task);
                while (!line.isEmpty()) {
                    line.removeFirst().serve(null, 0);
                }
            });
        }

        private boolean isThere() {
            return isOrdered ? done.contains(begun.getFirst()) : !done.isEmpty();
        }
    }
}
