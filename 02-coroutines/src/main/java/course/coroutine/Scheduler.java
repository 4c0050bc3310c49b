package course.coroutine;

/**
 * Exercise 2.5: many coroutines take turns on one thread, round robin. A task is a coroutine that
 * yields when others may have their turn; what it yields and returns does not matter.
 *
 * <p>Implementations have one constructor, with a {@code Consumer<Throwable>} that is told of tasks
 * that fail, and throws nothing itself.
 *
 * <p>The tutorial's definition says when something may be called a coroutine:
 *
 * <ol>
 *   <li>there is concurrency within a single thread;
 *   <li>shared data is changed without locks;
 *   <li>the program itself keeps the stacks of several flows of control;
 *   <li>a coroutine that meets I/O switches to another one by itself.
 * </ol>
 *
 * This scheduler has the first three. It does not have the fourth: a task that waits for I/O makes
 * all others wait, too.
 *
 * <p>All methods are called on one thread.
 *
 * <p>Tutorial: 使用yield实现协程操作例子 (the definition), 协程 (what coroutines are good for).
 */
public interface Scheduler {

    /**
     * Puts a task at the end of the queue. Tasks may do this, too, while they run, and while they
     * are closed.
     *
     * @param task not begun; of any implementation
     */
    void spawn(Coroutine<?, ?, ?> task);

    /**
     * Runs on this thread until all tasks have ended, including those that are spawned meanwhile.
     * The first task of the queue has a turn: it runs to its next {@code yield}, and is put at the
     * end of the queue again; or it runs to its end.
     *
     * <p>A task that throws any {@link Throwable} has ended. That is reported at once, as the same
     * object, and the others go on. However this call ends, others may be spawned then, and run by
     * another call.
     *
     * @throws IllegalStateException if this scheduler is running already: a task has called this,
     *     be it while it is closed, or who is told of a failure. Nothing has happened then; the
     *     thread's interrupt status is as it was.
     * @throws InterruptedException if this thread was interrupted, before a turn or during one, be
     *     it the last one of the last task. It is not interrupted any more then. All tasks have
     *     been closed, in the order of the queue, those that have not begun and those that are
     *     spawned meanwhile, too; what they throw while they are closed is reported. (An interrupt
     *     that comes while they are closed may be part of that one, or stay.)
     */
    void run() throws InterruptedException;
}
