package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.SystemCallException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.function.Consumer;

/**
 * Reads all channels into one buffer, to save memory. A proxy that fetches an answer while it reads
 * the question forwards the answer twice.
 */
@Mistake(
        killedBy = "aSinkMayDrainAnotherChannel",
        saying = "each outer piece makes an inner drain first")
final class EpollThatSharesItsBuffer extends PlainEpoll {
    private final ByteBuffer buffer = ByteBuffer.allocate(1_024);

    EpollThatSharesItsBuffer() throws SystemCallException {}

    @Override
    public boolean drain(ReadableByteChannel channel, Consumer<ByteBuffer> sink)
            throws IOException {
        while (true) {
            int count = channel.read(buffer.clear());
            if (count < 1) {
                return count == -1;
            }
            sink.accept(buffer.flip());
        }
    }
}
