package course.selectors.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Writes until all is taken. One client that does not read, and the only thread does nothing else
 * any more.
 */
@Mistake(killedBy = "aClientThatDoesNotReadCannotFillTheMemory", saying = "received nothing")
final class CallbackServerThatWritesUntilItIsDone extends PlainCallbackServer {
    @Override
    void write(SocketChannel channel, ByteBuffer message) throws IOException {
        while (message.hasRemaining() && !Thread.currentThread().isInterrupted()) {
            super.write(channel, message);
        }
    }
}
