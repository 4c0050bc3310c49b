package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Tasks;
import course.kit.Mistake;

import java.util.Deque;

/** Serves whoever came last. Under load the first one never has his turn. */
@Mistake(killedBy = "firstComeFirstServed", saying = "in the order of asking")
final class CoordinationThatServesTheLastFirst extends PlainCoordination {
    CoordinationThatServesTheLastFirst(Hub hub, Tasks tasks) {
        super(hub, tasks);
    }

    @Override
    Ticket next(Deque<Ticket> line) {
        return line.pollLast();
    }
}
