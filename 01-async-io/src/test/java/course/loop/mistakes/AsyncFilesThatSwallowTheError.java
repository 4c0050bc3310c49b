package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * An exception on a pool's thread is seen by nobody. The user clicks, and nothing happens: no
 * content, no error, no line in the log.
 */
@Mistake(
        killedBy = "aMissingFileFailsByAMessage",
        saying = "has to be caught there, and posted as failed")
final class AsyncFilesThatSwallowTheError extends PlainAsyncFiles {
    AsyncFilesThatSwallowTheError(EventLoop loop) {
        super(loop);
    }

    @Override
    void fail(Job job, IOException why, Consumer<IOException> failed) {}
}
