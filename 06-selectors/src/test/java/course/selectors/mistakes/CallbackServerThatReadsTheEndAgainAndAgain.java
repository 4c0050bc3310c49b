package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * Remembers that a client has finished, and goes on watching it for READ. The end of a stream stays
 * readable: a client that does not fetch its answers keeps a core at 100 %.
 */
@Mistake(killedBy = "theEndOfAStreamIsReadOnce", saying = "for WRITE alone")
final class CallbackServerThatReadsTheEndAgainAndAgain extends PlainCallbackServer {
    @Override
    void watch(SocketChannel channel, Set<Event> events) throws IOException {
        if (finished.contains(channel)) {
            events.add(Event.READ);
        }
        super.watch(channel, events);
    }
}
