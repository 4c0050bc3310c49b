package course.selectors.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Reads until nothing is left, and looks at its limit afterwards. How much is kept for a client is
 * decided by the client: by how much it can send before the server comes to an end.
 */
@Mistake(
        killedBy = "aClientForWhomTooMuchWaitsIsNotReadFrom",
        saying = "waited already when the server read on")
final class CallbackServerThatReadsAllThereIs extends PlainCallbackServer {
    @Override
    void receive(SocketChannel channel) throws IOException {
        do {
            super.receive(channel);
        } while (hasFilledAPiece(channel));
    }

    private boolean hasFilledAPiece(SocketChannel channel) {
        var queue = queues.get(channel);
        return !queue.isEmpty() && queue.getLast().limit() == PIECE;
    }
}
