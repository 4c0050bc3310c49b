package course.selectors.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Takes the end of the stream for the end of the connection, as the tutorial's server does. A
 * client that sends its request, closes its sending half and waits gets half an answer.
 */
@Mistake(
        killedBy = "aClientThatHasFinishedSendingGetsItsAnswersAndThenTheEnd",
        saying = "closed after")
final class CallbackServerThatForgetsTheAnswersOfWhoHasFinished extends PlainCallbackServer {
    @Override
    void endOfStream(SocketChannel channel) throws IOException {
        log.closing(channel);
        end(channel);
    }
}
