package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the end by a chunk that is not full, and does not look again. Who follows a log that is
 * being written misses what is added while the last line is processed.
 */
@Mistake(killedBy = "whatIsAddedToAFileWhileItIsReadArrivesToo", saying = "byte")
final class AsyncFilesThatTakeAShortChunkForTheLast extends PlainAsyncFiles {
    private final Set<Job> nearlyOver = ConcurrentHashMap.newKeySet();

    AsyncFilesThatTakeAShortChunkForTheLast(EventLoop loop) {
        super(loop);
    }

    @Override
    byte[] nextChunk(Job job) throws IOException {
        if (nearlyOver.contains(job)) {
            return new byte[0];
        }
        var bytes = super.nextChunk(job);
        if (bytes.length < CHUNK) {
            nearlyOver.add(job);
        }
        return bytes;
    }
}
