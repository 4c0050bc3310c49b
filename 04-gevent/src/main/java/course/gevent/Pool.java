package course.gevent;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs tasks, but only a limited number at a time. */
public interface Pool {

    /** What is to be done with each item. */
    @FunctionalInterface
    interface Job<T, R> {
        R apply(T item) throws Exception;
    }

    /** Waits until one more may run, and spawns it. A place is free again when its task ends. */
    <T> Task<T> spawn(Callable<T> body) throws InterruptedException;

    /** How many more tasks could be spawned now without waiting. */
    int free();

    /** Waits until no task runs. */
    void join() throws InterruptedException;

    /**
     * Does the job with all items, and waits.
     *
     * @return the results, in the order of the items
     * @throws Exception the exception of the first item that fails, when all have been done
     */
    <T, R> List<R> map(Job<T, R> job, Collection<T> items) throws Exception;

    /**
     * Does the job with the items while the results are taken, in the order of the items.
     *
     * @param items asked by {@link Results#next}, for the next one only when there is room for it,
     *     and a place in the pool: the number of items that have begun, and whose results have not
     *     been taken, is never larger than the number of tasks that may run at a time. If asking
     *     fails, that is thrown, and no place is lost
     */
    <T, R> Results<R> imap(Job<T, R> job, Iterator<T> items);

    /** As {@link #imap}, but the results come in the order in which they are ready. */
    <T, R> Results<R> imapUnordered(Job<T, R> job, Iterator<T> items);

    /** The results of several items. */
    interface Results<R> {

        /** Whether there is another result; does not wait. */
        boolean hasNext();

        /**
         * Waits for the next one, but never for a place while a result is there or will be.
         *
         * @throws Exception what the job failed with; the next call goes on with the next one
         * @throws java.util.NoSuchElementException if there is none
         */
        R next() throws Exception;
    }
}
