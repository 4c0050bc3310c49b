package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * Stops reading when too much waits, and forgets to begin again. The connection is open, its client
 * gets all that was kept, and then silence.
 */
@Mistake(killedBy = "aClientThatReadsAtLastGetsAllThatIsItsOwn", saying = "but received only")
final class CallbackServerThatNeverReadsAgain extends PlainCallbackServer {
    private final Set<SocketChannel> paused = new java.util.HashSet<>();

    @Override
    void watch(SocketChannel channel, Set<Event> events) throws IOException {
        if (!events.contains(Event.READ)) {
            paused.add(channel);
        }
        if (paused.contains(channel)) {
            events.remove(Event.READ);
            events.add(Event.WRITE);
        }
        super.watch(channel, events);
    }
}
