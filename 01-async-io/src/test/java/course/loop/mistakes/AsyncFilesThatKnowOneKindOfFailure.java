package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Consumer;

/** Catches what it has seen in its tests, a missing file. Everything else still ends in silence. */
@Mistake(
        killedBy = "aDirectoryFailsByAMessage",
        saying = "has to be caught there, and posted as failed")
final class AsyncFilesThatKnowOneKindOfFailure extends PlainAsyncFiles {
    AsyncFilesThatKnowOneKindOfFailure(EventLoop loop) {
        super(loop);
    }

    @Override
    void fail(Job job, IOException why, Consumer<IOException> failed) {
        if (why instanceof NoSuchFileException) {
            super.fail(job, why, failed);
        }
    }
}
