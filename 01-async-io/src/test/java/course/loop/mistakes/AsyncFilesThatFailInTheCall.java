package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Sees at once that there is no such file, and says so at once. Its caller has not even stored what
 * the call returns: a receiver has to be ready for two orders of events, and mostly is for one.
 */
@Mistake(killedBy = "aMissingFileFailsByAMessage", saying = "came inside the call")
final class AsyncFilesThatFailInTheCall extends PlainAsyncFiles {
    AsyncFilesThatFailInTheCall(EventLoop loop) {
        super(loop);
    }

    @Override
    public Read read(Path file, Consumer<byte[]> done, Consumer<IOException> failed) {
        if (Files.notExists(file)) {
            var job = newJob();
            job.over = true;
            failed.accept(new NoSuchFileException(file.toString()));
            return job;
        }
        return super.read(file, done, failed);
    }
}
