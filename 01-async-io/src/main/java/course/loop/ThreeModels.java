package course.loop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Exercise 1.4: the same tasks in the three models of the tutorial's picture. A task runs for a
 * while, has to wait for I/O, runs again, and so on; between two runs it needs no thread.
 *
 * <p>Each model carries out all tasks, from the first run to the last, and returns when all are
 * done. A task whose run throws is done, too, and is not run again; {@link #synchronous} throws it
 * on, and leaves what is left of the tasks; in the other two models the other tasks go on. What
 * becomes of what it throws in {@link #threads} is left open.
 *
 * <p>The tasks share a counter of their runs: each time that a task has run, one is added, so that
 * in the end the counter has grown by the number of all runs. The counter is only a variable: if
 * two threads add one at the same time, it may grow by only one. Whether a run that throws counts
 * is left open.
 *
 * <p>Implementations have one constructor, without parameters.
 *
 * <p>Tutorial: 看图说话讲事件驱动模型.
 */
public interface ThreeModels {

    /** What is to be done. At any time, at most one thread may work on it. */
    interface Task {

        String name();

        /**
         * Runs on this thread until the task has to wait for I/O, or is done. This takes time.
         *
         * @return how long the I/O that has now begun will take, which may be of any length, also
         *     none at all; empty if the task is done
         * @throws IllegalStateException if the I/O that it waits for is still under way, or the
         *     task is done
         */
        Optional<Duration> run();

        /**
         * Blocks this thread until the I/O that the task waits for is done, as reading a file does.
         *
         * @throws IllegalStateException if it does not wait for any I/O
         */
        void awaitIo();
    }

    /** A variable that the tasks share. It is not safe for threads. */
    interface Counter {

        int read();

        void write(int value);
    }

    /** One task after the other, each from its beginning to its end, on the calling thread. */
    void synchronous(List<Task> tasks, Counter counter);

    /**
     * A new thread for each task, however many there are, which blocks when its task waits. When
     * this returns, the threads have ended, or are about to.
     *
     * @throws InterruptedException if this thread is interrupted while it waits for them; it does
     *     not wait any longer then
     */
    void threads(List<Task> tasks, Counter counter) throws InterruptedException;

    /**
     * All tasks on the calling thread, and none of them blocks it: the thread runs the loop, and
     * each run of a task is a message. Tasks begin in the order of the list. A task that has to
     * wait runs again by a message that is posted for the time when its I/O is done. What a task
     * throws, the loop reports.
     *
     * @param loop a new one; this method runs it and stops it
     * @throws InterruptedException if this thread is interrupted while the loop waits
     */
    void eventDriven(List<Task> tasks, Counter counter, EventLoop loop) throws InterruptedException;
}
