package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.SystemCallException;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.EnumSet;
import java.util.Set;

/**
 * Edge-triggered is said to be faster, so it is always on. Code that was written for a level, and
 * reads a piece for each report, then stops in the middle of what a client has sent.
 */
@Mistake(
        killedBy = "aLevelIsReportedAsLongAsItLasts",
        saying = "2 bytes left to read, level-triggered")
final class EpollThatIsAlwaysEdgeTriggered extends PlainEpoll {

    EpollThatIsAlwaysEdgeTriggered() throws SystemCallException {}

    @Override
    void control(int operation, SelectableChannel channel, Set<Event> events) throws IOException {
        var asked = EnumSet.of(Event.EDGE_TRIGGERED);
        asked.addAll(events);
        super.control(operation, channel, asked);
    }
}
