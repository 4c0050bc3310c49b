package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Tasks;
import course.kit.Mistake;

/**
 * Takes a queue that is empty for work that is done. The last order of the day is lost when the
 * shop closes.
 */
@Mistake(killedBy = "joinWaitsUntilTheWorkIsDone", saying = "until the second one is done")
final class CoordinationThatTakesEmptyForDone extends PlainCoordination {
    CoordinationThatTakesEmptyForDone(Hub hub, Tasks tasks) {
        super(hub, tasks);
    }

    @Override
    boolean isDone(Items<?> queue) {
        return queue.items.isEmpty() || super.isDone(queue);
    }
}
