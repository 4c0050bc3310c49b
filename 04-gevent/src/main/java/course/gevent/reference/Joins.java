package course.gevent.reference;

import course.gevent.Hub;
import course.gevent.Waitable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;

/** Waiting for others, one or several: links listeners, and waits until they are told. */
final class Joins {
    private final Hub hub;
    private final Loop loop;

    Joins(Hub hub, Loop loop) {
        this.hub = hub;
        this.loop = loop;
    }

    boolean join(Waitable waitable, Duration timeout) throws InterruptedException {
        loop.requireItsThread();
        Loop.requireDuration(timeout);
        return waitable.isReady()
                || hub.await(new Readiness(waitable), timeout)
                || waitable.isReady();
    }

    /** The listener is the watcher itself: one object for each wait. */
    private static final class Readiness implements Hub.Watcher, Waitable.Listener {
        private final Waitable waitable;
        private Hub.Waiter waiter;

        Readiness(Waitable waitable) {
            this.waitable = waitable;
        }

        @Override
        public void start(Hub.Waiter waiter) {
            this.waiter = waiter;
            waitable.link(this);
        }

        @Override
        public void onReady(Waitable source) {
            waiter.wake();
        }

        @Override
        public void stop() {
            waitable.unlink(this);
        }

        @Override
        public String toString() {
            return waitable.toString();
        }
    }

    <W extends Waitable> List<W> wait(Collection<W> all, Duration timeout, int count)
            throws InterruptedException {
        try (var arrivals = iwait(all, timeout)) {
            var arrived = new ArrayList<W>();
            while (arrived.size() < count) {
                var next = arrivals.next();
                if (next == null) {
                    break;
                }
                arrived.add(next);
            }
            return arrived;
        }
    }

    <W extends Waitable> List<W> joinAll(
            Collection<W> all, Duration timeout, boolean raiseError, int count) throws Exception {
        if (!raiseError) {
            return wait(all, timeout, count);
        }
        try (var arrivals = iwait(all, timeout)) {
            var arrived = new ArrayList<W>();
            while (arrived.size() < count) {
                var next = arrivals.next();
                if (next == null) {
                    break;
                }
                if (next.exception() != null) {
                    throw Sneaky.thrown(next.exception());
                }
                arrived.add(next);
            }
            return arrived;
        }
    }

    <W extends Waitable> Hub.Arrivals<W> iwait(Collection<W> all, Duration timeout) {
        loop.requireItsThread();
        Loop.requireDuration(timeout);
        return new Linked<>(all, timeout == null ? null : loop.after(timeout));
    }

    private final class Linked<W extends Waitable> implements Hub.Arrivals<W>, Waitable.Listener {
        private final Collection<W> awaited;
        private final Queue<Waitable> arrived = new ArrayDeque<>();
        private final Collection<Next> waiting = new ArrayDeque<>(2);
        private final Duration end;

        Linked(Collection<W> all, Duration end) {
            this.end = end;
            awaited = new LinkedHashSet<>(all);
            for (var one : awaited) {
                if (one.isReady()) {
                    arrived.add(one);
                } else {
                    one.link(this);
                }
            }
        }

        @Override
        public void onReady(Waitable waitable) {
            arrived.add(waitable);
            wakeAll();
        }

        private void wakeAll() {
            waiting.forEach(next -> next.waiter.wake());
        }

        @Override
        public W next() throws InterruptedException {
            loop.requireItsThread();
            while (arrived.isEmpty() && !awaited.isEmpty()) {
                if (!waitForNext()) {
                    takeWhatIsReadyAndNotTold();
                    break;
                }
            }
            return arrived.isEmpty() ? null : taken();
        }

        private boolean waitForNext() throws InterruptedException {
            if (end == null) {
                return hub.await(new Next(), null);
            }
            var left = loop.left(end);
            return left.isPositive() && hub.await(new Next(), left);
        }

        private void takeWhatIsReadyAndNotTold() {
            for (var one : awaited) {
                if (one.isReady()) {
                    one.unlink(this);
                    arrived.add(one);
                }
            }
        }

        @SuppressWarnings("unchecked")
        private W taken() {
            var next = arrived.remove();
            awaited.remove(next);
            return (W) next;
        }

        /** One who waits; there may be several. */
        private final class Next implements Hub.Watcher {
            private Hub.Waiter waiter;

            @Override
            public void start(Hub.Waiter waiter) {
                this.waiter = waiter;
                waiting.add(this);
            }

            @Override
            public void stop() {
                waiting.remove(this);
            }

            @Override
            public String toString() {
                return "one of " + awaited;
            }
        }

        @Override
        public void close() {
            loop.requireItsThread();
            awaited.forEach(one -> one.unlink(this));
            awaited.clear();
            arrived.clear();
            wakeAll();
        }
    }
}
