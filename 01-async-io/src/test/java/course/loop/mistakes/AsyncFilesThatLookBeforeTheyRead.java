package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Looks in the call whether there is such a file. On a disk nobody notices; over a network the
 * answer takes as long as the file, and all others wait.
 */
@Mistake(killedBy = "noCallAsksTheFileSystemItself", saying = "does I/O itself")
final class AsyncFilesThatLookBeforeTheyRead extends PlainAsyncFiles {
    AsyncFilesThatLookBeforeTheyRead(EventLoop loop) {
        super(loop);
    }

    @Override
    public Read read(Path file, Consumer<byte[]> done, Consumer<IOException> failed) {
        return super.read(Files.exists(file) ? file : file.toAbsolutePath(), done, failed);
    }
}
