package course.gevent.exercise;

import course.gevent.Coordination;
import course.gevent.Hub;
import course.gevent.Pool;
import course.gevent.Queue;
import course.gevent.Semaphore;
import course.gevent.Task;
import course.gevent.Tasks;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Exercise 4.5. All three are a line of those who wait, each in hub.await(), and somebody who wakes
 * the first one.
 */
public final class ExerciseCoordination implements Coordination {
    private final Hub hub;
    private final Tasks tasks;

    public ExerciseCoordination(Hub hub, Tasks tasks) {
        this.hub = hub;
        this.tasks = tasks;
    }

    @Override
    public Semaphore newSemaphore(int permits) {
        throw new UnsupportedOperationException(
                "TODO 4.5.1: refuse what is less than 1, and return a new Permits");
    }

    @Override
    public <T> Queue<T> newQueue(int capacity) {
        throw new UnsupportedOperationException(
                "TODO 4.5.5: refuse what is negative, and return new Items");
    }

    @Override
    public Pool newPool(int size) {
        throw new UnsupportedOperationException(
                "TODO 4.5.10: refuse what is less than 1, and return new Places");
    }

    /** One who waits in a line: a watcher that joins the line in start(), and leaves in stop(). */
    private static final class Waiting implements Hub.Watcher {
        @Override
        public void start(Hub.Waiter waiter) {
            throw new UnsupportedOperationException(
                    "TODO 4.5.3: keep the waiter, so that others can wake it, and join the line");
        }
    }

    private final class Permits implements Semaphore {

        @Override
        public int available() {
            throw new UnsupportedOperationException("TODO 4.5.2: count them");
        }

        @Override
        public boolean acquire(Duration timeout) throws InterruptedException {
            throw new UnsupportedOperationException(
                    "TODO 4.5.3: take a permit; who finds none waits in line by hub.await(), unless"
                        + " the time is zero. Who is thrown out of the wait with a permit gives it"
                        + " back");
        }

        @Override
        public void release() {
            throw new UnsupportedOperationException(
                    "TODO 4.5.4: hand it to the first one in line, and wake him; if there is none,"
                            + " count one more, but not more than there were");
        }
    }

    private final class Items<T> implements Queue<T> {

        @Override
        public int size() {
            throw new UnsupportedOperationException("TODO 4.5.6: how many items are in it");
        }

        @Override
        public boolean offer(T item, Duration timeout) throws InterruptedException {
            throw new UnsupportedOperationException(
                    "TODO 4.5.6: if somebody waits for an item, hand it to him; if there is room,"
                            + " keep it; else wait in a line of those who put");
        }

        @Override
        public T poll(Duration timeout) throws InterruptedException {
            throw new UnsupportedOperationException(
                    "TODO 4.5.7: take the oldest item, and let the first one who waits to put have"
                        + " the room; else wait in a line of those who take. Who is thrown out of"
                        + " the wait with an item puts it back to the front");
        }

        @Override
        public void taskDone() {
            throw new UnsupportedOperationException(
                    "TODO 4.5.8: count down what put has counted up; at 0, wake those who join");
        }

        @Override
        public boolean join(Duration timeout) throws InterruptedException {
            throw new UnsupportedOperationException(
                    "TODO 4.5.8: wait in a line until all the work is done");
        }

        @Override
        public void shutdown() {
            throw new UnsupportedOperationException(
                    "TODO 4.5.9: refuse who puts from now on, and wake all who wait, so that they"
                            + " see it");
        }
    }

    private final class Places implements Pool {

        @Override
        public <T> Task<T> spawn(Callable<T> body) throws InterruptedException {
            throw new UnsupportedOperationException(
                    "TODO 4.5.11: acquire a permit, spawn a task, and link a listener to it that"
                            + " releases the permit, however the task ends");
        }

        @Override
        public int free() {
            throw new UnsupportedOperationException("TODO 4.5.11: the permits that are available");
        }

        @Override
        public void join() throws InterruptedException {
            throw new UnsupportedOperationException("TODO 4.5.12: wait by hub.joinAll()");
        }

        @Override
        public <T, R> List<R> map(Job<T, R> job, Collection<T> items) throws Exception {
            throw new UnsupportedOperationException(
                    "TODO 4.5.13: spawn() one after the other, join all, and collect the values");
        }

        @Override
        public <T, R> Results<R> imap(Job<T, R> job, Iterator<T> items) {
            throw new UnsupportedOperationException(
                    "TODO 4.5.14: a class of yours implements Results; its next() spawns as many as"
                            + " may run at a time, and then waits for the oldest");
        }

        @Override
        public <T, R> Results<R> imapUnordered(Job<T, R> job, Iterator<T> items) {
            throw new UnsupportedOperationException(
                    "TODO 4.5.15: the same, but next() gives whichever was ready first; a listener"
                            + " of each notes the order");
        }
    }
}
