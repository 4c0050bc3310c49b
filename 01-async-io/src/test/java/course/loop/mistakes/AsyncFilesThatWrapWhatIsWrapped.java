package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Wraps what is thrown twice, as whoever gets it out of a Future does. Who asks for the cause, to
 * say what can be done about it, finds another wrapper.
 */
@Mistake(killedBy = "whatIsNoIOExceptionArrivesAsOne", saying = "whose cause is what was thrown")
final class AsyncFilesThatWrapWhatIsWrapped extends PlainAsyncFiles {
    AsyncFilesThatWrapWhatIsWrapped(EventLoop loop) {
        super(loop);
    }

    @Override
    void readWhole(Job job, Path file, Consumer<byte[]> done, Consumer<IOException> failed) {
        try {
            super.readWhole(job, file, done, failed);
        } catch (RuntimeException e) {
            fail(job, new IOException(new ExecutionException(e)), failed);
        }
    }
}
