package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Task;
import course.gevent.Tasks;
import course.kit.Mistake;

/**
 * Gives a place back only after a success. After as many failures as it has places, the pool waits
 * for ever.
 */
@Mistake(killedBy = "afterAnErrorThePoolGoesOn", saying = "nothing is left that could happen")
final class CoordinationThatLosesAPlaceForEachFailure extends PlainCoordination {
    CoordinationThatLosesAPlaceForEachFailure(Hub hub, Tasks tasks) {
        super(hub, tasks);
    }

    @Override
    void ended(Places pool, Task<?> task) {
        if (task.isSuccessful()) {
            super.ended(pool, task);
        }
    }
}
