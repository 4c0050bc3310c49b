package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Hands out chunks of what it has read as a whole. The receiver sees what it asked for; the memory
 * that the chunks were meant to save is used all the same.
 */
@Mistake(
        killedBy = "twoHundredMegabytesNeedNoTwoHundredMegabytesOfMemory",
        saying = "one chunk for each of the 3 reads is enough")
final class AsyncFilesThatReadTheWholeFileFirst extends PlainAsyncFiles {
    AsyncFilesThatReadTheWholeFileFirst(EventLoop loop) {
        super(loop);
    }

    @Override
    public Read readInChunks(
            Path file, Consumer<byte[]> chunk, Runnable end, Consumer<IOException> failed) {
        var job = newJob();
        inBackground(() -> {
            try {
                job.stream = new ByteArrayInputStream(Files.readAllBytes(file));
                readNext(job, file, chunk, end, failed);
            } catch (IOException e) {
                fail(job, e, failed);
            }
        });
        return job;
    }
}
