package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Tasks;
import course.kit.Mistake;

/**
 * Begins with all items before the first result is taken. An endless input never gives a result; a
 * large one fills the memory.
 */
@Mistake(
        killedBy = "imapAsksForNoMoreThanThereIsRoomFor",
        saying = "items asked for of an endless supply")
final class CoordinationThatReadsAhead extends PlainCoordination {
    CoordinationThatReadsAhead(Hub hub, Tasks tasks) {
        super(hub, tasks);
    }

    @Override
    int mostAhead(Places pool) {
        return 1_000;
    }
}
