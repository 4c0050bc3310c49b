package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Tasks;
import course.kit.Mistake;

/**
 * Hands the item to one who is killed before he can take it. One message in a million is gone,
 * always under load, never in a test.
 */
@Mistake(killedBy = "whoIsKilledWithTheItemOnItsWayLosesNone", saying = "the item is still there")
final class CoordinationThatLosesTheItem extends PlainCoordination {
    CoordinationThatLosesTheItem(Hub hub, Tasks tasks) {
        super(hub, tasks);
    }

    @Override
    <T> void giveBack(Items<T> queue, T item) {
        // he had it
    }
}
