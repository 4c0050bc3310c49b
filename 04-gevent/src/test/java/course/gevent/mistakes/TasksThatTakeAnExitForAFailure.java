package course.gevent.mistakes;

import course.gevent.Hub;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Takes every Throwable for a failure. Each one that was cancelled on purpose shows up as an error,
 * and soon nobody reads the errors.
 */
@Mistake(killedBy = "anExitIsASuccessWithoutAValue", saying = "ended by a GreenletExit")
final class TasksThatTakeAnExitForAFailure extends PlainTasks {
    TasksThatTakeAnExitForAFailure(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    boolean isFailure(Throwable thrown) {
        return true;
    }
}
