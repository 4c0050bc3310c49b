package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.Descriptors;
import course.select.system.SystemCallException;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.Set;

/**
 * The kernel forgets a closed channel by itself, but a map of one's own does not. The next client
 * gets the same number, and what it sends is reported of the one before: requests of one user
 * arrive in the session of another.
 */
@Mistake(
        killedBy = "aNumberThatIsUsedAgainBelongsToItsNewChannel",
        saying = "has the number of a closed one, and is registered")
final class EpollThatRemembersTheFirstOfANumber extends PlainEpoll {

    EpollThatRemembersTheFirstOfANumber() throws SystemCallException {}

    @Override
    public void register(SelectableChannel channel, Set<Event> events) throws IOException {
        var first = watched.get((long) Descriptors.of(channel));
        super.register(channel, events);
        if (first != null) {
            watched.put((long) Descriptors.of(channel), first);
        }
    }
}
