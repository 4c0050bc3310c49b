package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Task;
import course.kit.Mistake;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Calls the listener of a task that has ended in link() itself. Whoever links under a lock, or
 * before he is complete, is called back too early.
 */
@Mistake(killedBy = "linksFireOnceInOrderWithTheTask", saying = "the source is the task itself")
final class TasksThatTellInLink extends PlainTasks {
    TasksThatTellInLink(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    <T> Task<T> create(Callable<T> body) {
        return new PlainTask<>(body) {
            @Override
            void later(Runnable message) {
                message.run();
            }
        };
    }
}
