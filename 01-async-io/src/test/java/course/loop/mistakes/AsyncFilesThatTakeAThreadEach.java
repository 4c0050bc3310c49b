package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One thread for each read: what the loop was meant to save. A hundred thousand files later there
 * are no threads left.
 */
@Mistake(killedBy = "aHundredReadsDoNotTakeAHundredThreads", saying = "use a pool of a fixed size")
final class AsyncFilesThatTakeAThreadEach extends PlainAsyncFiles {
    AsyncFilesThatTakeAThreadEach(EventLoop loop) {
        super(loop);
    }

    @Override
    ExecutorService newPool() {
        return Executors.newCachedThreadPool();
    }
}
