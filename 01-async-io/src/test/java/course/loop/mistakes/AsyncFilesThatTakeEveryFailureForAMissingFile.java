package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Consumer;

/**
 * Says "no such file" whatever has happened, since mostly it is that. The user looks for a file
 * that is there, on a disk that is breaking.
 */
@Mistake(killedBy = "aDirectoryFailsByAMessage", saying = "there is such a file")
final class AsyncFilesThatTakeEveryFailureForAMissingFile extends PlainAsyncFiles {
    AsyncFilesThatTakeEveryFailureForAMissingFile(EventLoop loop) {
        super(loop);
    }

    @Override
    void fail(Job job, IOException why, Consumer<IOException> failed) {
        super.fail(job, new NoSuchFileException(String.valueOf(why.getMessage())), failed);
    }
}
