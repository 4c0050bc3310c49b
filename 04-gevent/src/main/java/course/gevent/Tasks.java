package course.gevent;

import java.util.concurrent.Callable;

/**
 * Exercise 4.2: results. The {@link Hub} knows that a green thread has ended; a {@link Task} knows
 * what came of it, and tells whoever wants to know.
 *
 * <p>Implementations have one constructor, with the {@link Hub} that runs the tasks, and a {@code
 * Consumer<Throwable>} that is told of listeners that fail.
 *
 * <p>Tutorial: Gevent.
 */
public interface Tasks {

    /**
     * Creates a task, which starts in a turn to come. Its listeners are given the task itself. What
     * the body fails with is reported by the hub, too.
     *
     * @throws NullPointerException if there is no body, here and now
     */
    <T> Task<T> spawn(Callable<T> body);
}
