package course.select.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Deque;

/**
 * Drops what a write did not take. It works on the developer's machine, where answers are short and
 * readers are fast; over a slow line, long answers have holes.
 */
@Mistake(killedBy = "anAnswerThatOneWriteDoesNotTakeArrivesWhole", saying = "but received")
final class SelectServerThatAssumesOneWriteIsEnough extends PlainSelectServer {
    @Override
    void write(SocketChannel channel, ByteBuffer message, Deque<ByteBuffer> queue)
            throws IOException {
        super.write(channel, message, queue);
        if (message.hasRemaining()) {
            queue.remove();
        }
    }
}
