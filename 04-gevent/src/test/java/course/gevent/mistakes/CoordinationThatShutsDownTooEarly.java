package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Tasks;
import course.kit.Mistake;

/**
 * After a shutdown nothing comes back into the queue, not even the item of a killed one. A service
 * that goes down, and kills its workers, loses one order for each of them.
 */
@Mistake(killedBy = "whatTheKilledDidNotGetOutlivesAShutdown", saying = "items left")
final class CoordinationThatShutsDownTooEarly extends PlainCoordination {
    CoordinationThatShutsDownTooEarly(Hub hub, Tasks tasks) {
        super(hub, tasks);
    }

    @Override
    <T> void giveBack(Items<T> queue, T item) {
        if (!queue.isShut) {
            super.giveBack(queue, item);
        }
    }
}
