package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.SystemCallException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.function.Consumer;

/**
 * A read that does not fill the buffer has emptied the channel, so one more would be wasted. But
 * when the last bytes and the end of the stream come together, there is one edge for both, and the
 * end is never read: connections of clients that are gone pile up in {@code CLOSE_WAIT}.
 */
@Mistake(killedBy = "aDrainTellsTheEndOfTheStream", saying = "whether the stream has ended")
final class EpollThatStopsAtAShortRead extends PlainEpoll {

    EpollThatStopsAtAShortRead() throws SystemCallException {}

    @Override
    public boolean drain(ReadableByteChannel channel, Consumer<ByteBuffer> sink)
            throws IOException {
        var buffer = ByteBuffer.allocate(8_192);
        while (true) {
            int count = channel.read(buffer.clear());
            if (count < 0) {
                return true;
            }
            boolean full = !buffer.hasRemaining();
            sink.accept(buffer.flip());
            if (!full) {
                return false;
            }
        }
    }
}
