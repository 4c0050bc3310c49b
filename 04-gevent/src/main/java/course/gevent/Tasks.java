package course.gevent;

import java.util.concurrent.Callable;

/**
 * Exercise 4.2: results. The {@link Hub} knows that a green thread has ended; a {@link Task} knows
 * its result, and tells its listeners.
 *
 * <p>Implementations have one constructor, with the {@link Hub} that runs the tasks, and a {@code
 * Consumer<Throwable>} that is told of listeners that fail.
 *
 * <p>Tutorial: Gevent.
 */
public interface Tasks {

    /**
     * Creates a task, which starts in a later turn. Its listeners are given the task itself. The
     * hub reports, too, what the body fails with.
     *
     * @throws NullPointerException if {@code body} is null; it is thrown by this call
     */
    <T> Task<T> spawn(Callable<T> body);
}
