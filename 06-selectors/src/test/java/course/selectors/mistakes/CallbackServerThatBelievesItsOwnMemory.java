package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Remembers what it has let a connection be watched for, and does not look at the key. Another
 * callback has changed it, and nobody changes it back: a core is at 100 %.
 */
@Mistake(
        killedBy = "aConnectionThatIsWatchedForSomethingElseIsWatchedAsItHasToBeAgain",
        saying = "the server is spinning")
final class CallbackServerThatBelievesItsOwnMemory extends PlainCallbackServer {
    private final Map<SelectableChannel, Set<Event>> watched = new WeakHashMap<>();

    @Override
    void watch(SocketChannel channel, Set<Event> events) throws IOException {
        var before = watched.put(channel, events);
        if (!events.equals(before == null ? Set.of(Event.READ) : before)) {
            super.watch(channel, events);
        }
    }
}
