package course.coroutine;

import course.coroutine.worker.Job;

import java.io.IOException;
import java.util.List;

/**
 * Exercise 2.6: a coroutine runs on one thread, and so it uses one core. The tutorial's way to use
 * all cores is to have several processes, with coroutines in each.
 *
 * <p>Given to build on: {@link course.coroutine.worker.WorkerProcess}, a JVM that runs a scheduler
 * over its share of the items, with a coroutine for each. Implementations have one constructor,
 * without parameters.
 *
 * <p>Tutorial: 协程 (多进程+协程).
 */
public interface Workers {

    /** What has become of an item. */
    sealed interface Outcome {}

    /**
     * @param result what the job returned
     */
    record Done(String result) implements Outcome {}

    /**
     * The job has thrown something.
     *
     * @param exception what it was, as text
     */
    record Failed(String exception) implements Outcome {}

    /**
     * The worker ended before it could say what has become of this item.
     *
     * @param exitStatus the worker's, which may be 0
     */
    record Lost(int exitStatus) implements Outcome {}

    /**
     * Has a job done for each item, by worker processes that work at the same time, and waits for
     * them.
     *
     * <ul>
     *   <li>There are as many workers as asked for, but not more than there are items. Their shares
     *       differ by one item at most; which items are in which share is not fixed.
     *   <li>If a worker dies, this call does not wait for it and does not replace it: the items
     *       that it had finished, in whatever order, are done, and the rest of its share is lost.
     *       The other workers go on as if nothing had happened.
     *   <li>However this call ends, none of its processes is left then.
     * </ul>
     *
     * Each call is on its own, whatever has become of those before.
     *
     * @param items may be equal to each other, and of any length, but not null
     * @return an outcome for each item, in the order of the items
     * @throws IllegalArgumentException if {@code processes} is less than 1; no process has been
     *     started then
     * @throws NullPointerException if an item is null
     * @throws IOException if a process cannot be started
     * @throws InterruptedException if this thread is interrupted while it waits, or was before.
     *     (Where there are no items, there is nothing to wait for, and it may return all the same.)
     */
    List<Outcome> run(Class<? extends Job> job, List<String> items, int processes)
            throws IOException, InterruptedException;
}
