package course.selectors.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Lets the listener's callback fail when a connection cannot be watched. There is one client too
 * many for select: it waits for an answer, and from then on nobody can connect.
 */
@Mistake(killedBy = "aConnectionThatCannotBeWatchedIsClosed", saying = "still open after")
final class CallbackServerThatEndsWithOneItCannotWatch extends PlainCallbackServer {
    @Override
    void cannotWatch(SocketChannel channel, Exception e) throws IOException {
        throw new IOException(e);
    }
}
