package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.io.IOException;
import java.util.Arrays;

/**
 * Saves the garbage collector some work by reading every chunk into the same array. Whoever keeps a
 * chunk for later finds the next one in it.
 */
@Mistake(
        killedBy = "chunksArriveInOrderAndThenTheEnd",
        saying = "each chunk needs an array of its own")
final class AsyncFilesThatReuseTheArray extends PlainAsyncFiles {
    AsyncFilesThatReuseTheArray(EventLoop loop) {
        super(loop);
    }

    private final byte[] array = new byte[CHUNK];

    @Override
    byte[] nextChunk(Job job) throws IOException {
        var count = job.stream.readNBytes(array, 0, CHUNK);
        return count == CHUNK ? array : Arrays.copyOf(array, count);
    }
}
