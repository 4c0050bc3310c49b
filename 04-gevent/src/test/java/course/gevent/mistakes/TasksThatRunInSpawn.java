package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Task;
import course.kit.Mistake;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Calls the body in spawn(). With quick bodies all is well; the first one that waits makes its
 * creator wait.
 */
@Mistake(killedBy = "spawnIsLazyAndRefusesNothingToRun", saying = "it starts in a turn to come")
final class TasksThatRunInSpawn extends PlainTasks {
    TasksThatRunInSpawn(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    public <T> Task<T> spawn(Callable<T> body) {
        if (body == null) {
            throw new NullPointerException();
        }
        try {
            var value = body.call();
            return super.spawn(() -> value);
        } catch (Exception failure) {
            return super.spawn(() -> {
                throw failure;
            });
        }
    }
}
