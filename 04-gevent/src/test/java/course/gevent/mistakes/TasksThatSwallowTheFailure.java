package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Task;
import course.kit.Mistake;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Returns null in place of the failure. Five calls later there is a NullPointerException, and
 * nobody knows why.
 */
@Mistake(killedBy = "getRaisesThatVeryInstance", saying = "it wraps nothing")
final class TasksThatSwallowTheFailure extends PlainTasks {
    TasksThatSwallowTheFailure(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    Exception raised(Throwable failure) {
        throw new AssertionError();
    }

    @Override
    <T> Task<T> create(Callable<T> body) {
        return new PlainTask<>(body) {
            @Override
            public T get(Duration timeout) throws Exception {
                hub.join(this, timeout);
                return value();
            }
        };
    }
}
