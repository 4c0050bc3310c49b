package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Waitable;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Gives listeners the hub's green thread, which has no value. A listener that is linked to many
 * tasks can't tell which one it was.
 */
@Mistake(killedBy = "linksFireOnceInOrderWithTheTask", saying = "the source is the task itself")
final class TasksThatTellOfTheThread extends PlainTasks {
    TasksThatTellOfTheThread(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    Waitable source(PlainTask<?> task) {
        return task.thread;
    }
}
