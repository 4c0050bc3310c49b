package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.SystemCallException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.function.Consumer;

/**
 * One edge, one read: with short messages it never fails. The first long one leaves a rest in the
 * kernel's buffer, and no edge tells of it: client and server wait for each other until the client
 * sends something else, or gives up.
 */
@Mistake(killedBy = "aDrainLeavesNothingBehind", saying = "bytes still to be read after drain")
final class EpollThatReadsOnce extends PlainEpoll {

    EpollThatReadsOnce() throws SystemCallException {}

    @Override
    public boolean drain(ReadableByteChannel channel, Consumer<ByteBuffer> sink)
            throws IOException {
        var buffer = ByteBuffer.allocate(8_192);
        int count = channel.read(buffer);
        sink.accept(buffer.flip());
        return count < 0;
    }
}
