package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.SystemCallException;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.EnumSet;
import java.util.Set;

/**
 * Stays level-triggered whatever it is asked. Nothing is ever missed, and so nobody notices until
 * the bill comes: a channel that is watched for {@code OUT} is writable nearly always, and the loop
 * never sleeps.
 */
@Mistake(
        killedBy = "anEdgeForWritingIsReportedOnceUntilThereIsRoomAnew",
        saying = "nothing new has happened")
final class EpollThatKnowsNoEdge extends PlainEpoll {

    EpollThatKnowsNoEdge() throws SystemCallException {}

    @Override
    void control(int operation, SelectableChannel channel, Set<Event> events) throws IOException {
        var asked = EnumSet.noneOf(Event.class);
        asked.addAll(events);
        asked.remove(Event.EDGE_TRIGGERED);
        super.control(operation, channel, asked);
    }
}
