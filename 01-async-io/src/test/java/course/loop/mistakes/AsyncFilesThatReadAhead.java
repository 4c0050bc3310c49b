package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads as fast as the disk can, and posts chunk after chunk. If the receiver is slower than the
 * disk, the whole file waits in the queue of the loop: a film of 8 GB, and the process is gone.
 */
@Mistake(killedBy = "theNextChunkIsReadWhenTheLastHasBeenHandled", saying = "more bytes were read")
final class AsyncFilesThatReadAhead extends PlainAsyncFiles {
    AsyncFilesThatReadAhead(EventLoop loop) {
        super(loop);
    }

    @Override
    void readNext(
            Job job,
            Path file,
            Consumer<byte[]> chunk,
            Runnable end,
            Consumer<IOException> failed) {
        try {
            for (var bytes = nextChunk(job); bytes.length > 0; bytes = nextChunk(job)) {
                var next = bytes;
                post(() -> {
                    if (!job.over) {
                        handle(job, chunk, next);
                    }
                });
            }
            job.closeStream();
            post(() -> {
                if (job.cancel()) {
                    end.run();
                }
            });
        } catch (IOException e) {
            job.closeStream();
            fail(job, e, failed);
        }
    }
}
