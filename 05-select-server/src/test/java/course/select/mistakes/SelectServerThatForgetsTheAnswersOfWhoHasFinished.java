package course.select.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Takes the end of the stream for the end of the connection, as the tutorial's server does. A
 * client that sends its request, closes its sending half and waits, as {@code nc} does with a file,
 * gets half an answer or none.
 */
@Mistake(
        killedBy = "aClientThatHasFinishedSendingGetsItsAnswersAndThenTheEnd",
        saying = "closed after")
final class SelectServerThatForgetsTheAnswersOfWhoHasFinished extends PlainSelectServer {
    @Override
    void endOfStream(SocketChannel channel) throws IOException {
        disconnect(channel);
    }
}
