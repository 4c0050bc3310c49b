package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * Tells the log that a client has gone only if nothing had to wait. Whoever counts the connections
 * in the log finds more and more that are never closed.
 */
@Mistake(killedBy = "theLogIsToldAllOnceHoweverSlowTheAnswerLeaves", saying = "about to be closed")
final class CallbackServerThatForgetsALateFarewell extends PlainCallbackServer {
    @Override
    void close(SocketChannel channel, Set<Event> events) throws IOException {
        if (!events.contains(Event.WRITE)) {
            log.closing(channel);
        }
        end(channel);
    }
}
