package course.gevent.mistakes;

import course.gevent.Hub;
import course.kit.Mistake;

import java.util.function.Consumer;

/** Raises a new exception around the old one. catch (IOException e) does not catch it any more. */
@Mistake(killedBy = "getRaisesThatVeryInstance", saying = "it wraps nothing")
final class TasksThatWrapTheFailure extends PlainTasks {
    TasksThatWrapTheFailure(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    Exception raised(Throwable failure) {
        return new IllegalStateException(failure);
    }
}
