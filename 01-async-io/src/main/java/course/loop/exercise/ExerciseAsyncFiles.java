package course.loop.exercise;

import course.loop.AsyncFiles;
import course.loop.EventLoop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Exercise 1.3. Reading a file blocks, whichever way it is written; so it has to be done by another
 * thread. {@code Executors.newFixedThreadPool} has some, {@code Files.readAllBytes} reads a file.
 */
public final class ExerciseAsyncFiles implements AsyncFiles {
    private final EventLoop loop;

    public ExerciseAsyncFiles(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public Read read(Path file, Consumer<byte[]> done, Consumer<IOException> failed) {
        throw new UnsupportedOperationException(
                "TODO 1.3.1: let another thread read the file, and return at once; that thread"
                        + " posts to the loop a message which calls done");
        // TODO 1.3.2: when reading fails, the message calls failed
        // TODO 1.3.3: cancel: the message asks whether it is still wanted
    }

    @Override
    public Read readInChunks(
            Path file, Consumer<byte[]> chunk, Runnable end, Consumer<IOException> failed) {
        throw new UnsupportedOperationException(
                "TODO 1.3.4: let another thread open the file and read one chunk; the message that"
                        + " calls chunk then lets it read the next one");
        // TODO 1.3.5: close the file, however the read ends: end, failed, cancel, close, or a chunk
        // that throws
    }

    @Override
    public void close() {
        // TODO 1.3.6: cancel what is under way, and end the threads
    }
}
