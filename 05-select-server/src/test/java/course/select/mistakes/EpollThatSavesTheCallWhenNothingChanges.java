package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.SystemCallException;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is asked for already need not be asked for again, and system calls are dear. But to ask
 * again is how a one-shot is armed anew: each client is served once, and never heard again.
 */
@Mistake(
        killedBy = "modifyMakesAOneShotReportAgain",
        saying = "a one-shot that has had its report, after modify")
final class EpollThatSavesTheCallWhenNothingChanges extends PlainEpoll {

    EpollThatSavesTheCallWhenNothingChanges() throws SystemCallException {}

    private final Map<SelectableChannel, Set<Event>> known = new HashMap<>();

    @Override
    void control(int operation, SelectableChannel channel, Set<Event> events) throws IOException {
        if (!events.equals(known.put(channel, events))) {
            super.control(operation, channel, events);
        }
    }
}
