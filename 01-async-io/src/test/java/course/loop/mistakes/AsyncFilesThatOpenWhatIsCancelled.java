package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Cancel closes the file, if it is open. The thread that is just opening it does not look again:
 * after a day of scrolling through a list of films there are too many open files.
 */
@Mistake(killedBy = "cancelledWhileTheFileIsOpenedItIsGivenBack", saying = "is closed")
final class AsyncFilesThatOpenWhatIsCancelled extends PlainAsyncFiles {
    AsyncFilesThatOpenWhatIsCancelled(EventLoop loop) {
        super(loop);
    }

    @Override
    void readNext(
            Job job,
            Path file,
            Consumer<byte[]> chunk,
            Runnable end,
            Consumer<IOException> failed) {
        if (!job.over) {
            super.readNext(job, file, chunk, end, failed);
        }
    }
}
