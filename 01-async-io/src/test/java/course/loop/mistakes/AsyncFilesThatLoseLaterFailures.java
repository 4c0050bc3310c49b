package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Catches what happens when the file is opened and its first chunk is read, and nothing later. The
 * network drive goes away in the middle of a film, and the player waits for ever.
 */
@Mistake(
        killedBy = "aFileThatBreaksAfterItsFirstChunkFailsByAMessage",
        saying = "brings a last message")
final class AsyncFilesThatLoseLaterFailures extends PlainAsyncFiles {
    AsyncFilesThatLoseLaterFailures(EventLoop loop) {
        super(loop);
    }

    @Override
    void fail(Job job, IOException why, Consumer<IOException> failed) {
        if (job.stream == null || !job.hasBegun) {
            super.fail(job, why, failed);
        }
    }

    @Override
    void handle(Job job, Consumer<byte[]> chunk, byte[] bytes) {
        job.hasBegun = true;
        super.handle(job, chunk, bytes);
    }
}
