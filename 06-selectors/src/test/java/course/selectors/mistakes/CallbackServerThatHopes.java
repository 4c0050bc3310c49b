package course.selectors.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Hopes that one write takes all, as the tutorial's comment does. It works on the developer's
 * machine; over a slow line, long answers have holes.
 */
@Mistake(killedBy = "anAnswerThatOneWriteDoesNotTakeArrivesWhole", saying = "received")
final class CallbackServerThatHopes extends PlainCallbackServer {
    @Override
    void write(SocketChannel channel, ByteBuffer message) throws IOException {
        super.write(channel, message);
        message.position(message.limit());
    }
}
