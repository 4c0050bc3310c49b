package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Tasks;
import course.kit.Mistake;

/**
 * Puts the item of a killed one at the end. The order of a connection's messages changes once a
 * week.
 */
@Mistake(killedBy = "whoIsKilledWithTheItemOnItsWayLosesNone", saying = "still the first")
final class CoordinationThatGivesBackToTheEnd extends PlainCoordination {
    CoordinationThatGivesBackToTheEnd(Hub hub, Tasks tasks) {
        super(hub, tasks);
    }

    @Override
    <T> void giveBack(Items<T> queue, T item) {
        queue.items.addLast(item);
    }
}
