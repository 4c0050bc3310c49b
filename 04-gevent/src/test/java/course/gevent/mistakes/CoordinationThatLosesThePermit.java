package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Tasks;
import course.kit.Mistake;

/**
 * Counts the permit of one who is killed on the way as taken. The pool of 10 connections has 9,
 * then 8; a restart helps.
 */
@Mistake(killedBy = "whoIsKilledWithThePermitOnItsWayLosesNone", saying = "the permit goes on")
final class CoordinationThatLosesThePermit extends PlainCoordination {
    CoordinationThatLosesThePermit(Hub hub, Tasks tasks) {
        super(hub, tasks);
    }

    @Override
    void passOn(Counter counter) {
        // he had it
    }
}
