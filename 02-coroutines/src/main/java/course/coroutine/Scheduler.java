package course.coroutine;

/**
 * Exercise 2.5: many coroutines take turns on one thread, round robin. A task is a coroutine that
 * yields when others may have their turn; what it yields and returns does not matter.
 *
 * <p>Implementations have one constructor, with a {@code Consumer<Throwable>} that is told of tasks
 * that fail.
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
     * Puts a task at the end of the queue. Tasks may do this, too, while they run.
     *
     * @param task not begun
     */
    void spawn(Coroutine<?, ?, ?> task);

    /**
     * Runs on this thread until all tasks have ended, including those that are spawned meanwhile.
     * The first task of the queue has a turn: it runs to its next {@code yield}, and is put at the
     * end of the queue again; or it runs to its end.
     *
     * <p>A task that throws any {@link Throwable} has ended. That is reported, and the others go
     * on. When all have ended, others may be spawned, and run by another call.
     *
     * @throws IllegalStateException if this scheduler is running already: a task has called this.
     *     Nothing has happened then.
     * @throws InterruptedException if this thread was interrupted, before or during a turn. All
     *     tasks have been closed then, in the order of the queue; what they throw while they are
     *     closed is reported.
     */
    void run() throws InterruptedException;
}
