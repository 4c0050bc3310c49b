package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Tasks;
import course.kit.Mistake;

/**
 * Lets one release too often, and has more permits than it was made with: the limit on a resource
 * is none any more.
 */
@Mistake(killedBy = "releasingTooOftenIsAnError", saying = "a release when all permits are there")
final class CoordinationThatForgivesReleases extends PlainCoordination {
    CoordinationThatForgivesReleases(Hub hub, Tasks tasks) {
        super(hub, tasks);
    }

    @Override
    void checkMost(Counter counter) {
        // the more the better
    }
}
