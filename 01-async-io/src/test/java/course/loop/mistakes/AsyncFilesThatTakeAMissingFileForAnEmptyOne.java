package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Makes the error harmless by making it invisible. The settings that could not be read are taken
 * for empty, and saved.
 */
@Mistake(
        killedBy = "aMissingFileFailsByAMessage",
        saying = "must end with failed and NoSuchFileException")
final class AsyncFilesThatTakeAMissingFileForAnEmptyOne extends PlainAsyncFiles {
    AsyncFilesThatTakeAMissingFileForAnEmptyOne(EventLoop loop) {
        super(loop);
    }

    @Override
    void readWhole(Job job, Path file, Consumer<byte[]> done, Consumer<IOException> failed) {
        super.readWhole(job, file, done, why -> done.accept(new byte[0]));
    }
}
