package course.select.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * Passes over a part without a byte, since there is nothing to send. The log has one part fewer
 * than the message, and who compares the two looks for the one that was lost.
 */
@Mistake(killedBy = "doesNotWaitForAnAnswerToNothing", saying = "a part without a byte")
final class MultiPartClientThatSkipsEmptyParts extends PlainMultiPartClient {

    @Override
    void exchange(List<SocketChannel> channels, byte[] part, List<StringBuilder> answers, Log log)
            throws IOException {
        if (part.length > 0) {
            super.exchange(channels, part, answers, log);
        }
    }
}
