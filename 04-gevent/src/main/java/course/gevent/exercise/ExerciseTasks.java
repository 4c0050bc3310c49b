package course.gevent.exercise;

import course.gevent.Hub;
import course.gevent.Task;
import course.gevent.Tasks;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Exercise 4.2. A task is a green thread of the hub, and remembers what its body returned. */
public final class ExerciseTasks implements Tasks {
    private final Hub hub;
    private final Consumer<Throwable> failures;

    public ExerciseTasks(Hub hub, Consumer<Throwable> failures) {
        this.hub = hub;
        this.failures = failures;
    }

    @Override
    public <T> Task<T> spawn(Callable<T> body) {
        throw new UnsupportedOperationException(
                "TODO 4.2.1: spawn a green thread that calls the body and keeps the value, in a"
                    + " class of yours that implements Task; then 4.2.2: get(), which waits by"
                    + " hub.join(); 4.2.3: link() and unlink(), with the task as the source; 4.2.4:"
                    + " linkValue() and linkException()");
    }
}
