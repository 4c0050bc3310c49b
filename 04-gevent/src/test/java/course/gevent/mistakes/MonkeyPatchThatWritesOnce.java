package course.gevent.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * A channel in non-blocking mode takes what fits, and {@code write} of a socket takes all: large
 * answers end in the middle.
 */
@Mistake(
        killedBy = "whileOneWritesTheOthersGoOnAndAllArrives",
        saying = "8 MB are written that nobody has read")
final class MonkeyPatchThatWritesOnce extends PlainMonkeyPatch {
    MonkeyPatchThatWritesOnce(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    void send(PatchedSocket socket, ByteBuffer bytes) throws IOException {
        socket.connection().write(bytes);
    }
}
