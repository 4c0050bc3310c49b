package course.select.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Answers where it reads. It is shorter, and right as long as there is room in the send buffer;
 * when there is none, the server can only drop the answer, or stop for everybody.
 */
@Mistake(
        killedBy = "aMessageIsQueuedAndAnsweredInALaterTurn",
        saying = "must wait for a select that says: writable")
final class SelectServerThatAnswersInPlace extends PlainSelectServer {
    @Override
    void received(SocketChannel channel) throws IOException {
        send(channel);
        super.received(channel);
    }
}
