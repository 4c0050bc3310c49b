package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Tasks;
import course.kit.Mistake;

import java.util.Deque;

/** Leaves one who gives up in the line. The permit goes to the dead. */
@Mistake(killedBy = "whoIsKilledInLineLosesNoPermit", saying = "the permit goes to the next")
final class CoordinationThatKeepsTheDeadInLine extends PlainCoordination {
    CoordinationThatKeepsTheDeadInLine(Hub hub, Tasks tasks) {
        super(hub, tasks);
    }

    @Override
    void leave(Deque<Ticket> line, Ticket ticket) {
        // whoever is woken and gone does no harm
    }
}
