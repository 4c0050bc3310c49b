package course.selectors.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Tries to write at once whatever it has read, and keeps the rest behind what waits already. Now
 * and then there is room again just then, and the new overtakes the old.
 */
@Mistake(killedBy = "whatComesLaterWaitsForWhatWaits", saying = "received")
final class CallbackServerThatOvertakesItself extends PlainCallbackServer {
    @Override
    void keep(SocketChannel channel, ByteBuffer message) throws IOException {
        write(channel, message);
        if (message.hasRemaining()) {
            super.keep(channel, message);
        }
    }
}
