package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Tasks;
import course.kit.Mistake;

/** Takes every item at once. The producer is never slowed down; memory, after minutes. */
@Mistake(killedBy = "aBoundedPutWaitsForRoom", saying = "size of a queue with room for one")
final class CoordinationThatQueuesWithoutEnd extends PlainCoordination {
    CoordinationThatQueuesWithoutEnd(Hub hub, Tasks tasks) {
        super(hub, tasks);
    }

    @Override
    boolean hasRoom(Items<?> queue) {
        return true;
    }
}
