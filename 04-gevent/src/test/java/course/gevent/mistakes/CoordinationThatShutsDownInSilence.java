package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Tasks;
import course.kit.Mistake;

/**
 * Refuses whoever comes after the shutdown, and leaves those who wait. The workers of yesterday
 * wait for ever.
 */
@Mistake(killedBy = "whoWaitsToTakeIsToldOfTheShutdown", saying = "nothing will come any more")
final class CoordinationThatShutsDownInSilence extends PlainCoordination {
    CoordinationThatShutsDownInSilence(Hub hub, Tasks tasks) {
        super(hub, tasks);
    }

    @Override
    void refuseWaiting(Items<?> queue) {
        // they will find out
    }
}
