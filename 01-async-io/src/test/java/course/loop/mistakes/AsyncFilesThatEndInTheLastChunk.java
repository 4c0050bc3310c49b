package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Sees that a chunk is the last one, and calls end right behind it. Who cancels in the last chunk
 * gets an end all the same, and no click comes between the two.
 */
@Mistake(killedBy = "eachReadBringsOneMessage", saying = "each has to be a message of its own")
final class AsyncFilesThatEndInTheLastChunk extends PlainAsyncFiles {
    AsyncFilesThatEndInTheLastChunk(EventLoop loop) {
        super(loop);
    }

    @Override
    public Read readInChunks(
            Path file, Consumer<byte[]> chunk, Runnable end, Consumer<IOException> failed) {
        return super.readInChunks(
                file,
                bytes -> {
                    chunk.accept(bytes);
                    if (bytes.length < CHUNK) {
                        end.run();
                    }
                },
                () -> {},
                failed);
    }
}
