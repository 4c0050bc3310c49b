package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

/**
 * Takes back the reads in close, and forgets the pool. Its threads keep the process alive: the
 * window is gone, main has returned, and the program does not end.
 */
@Mistake(killedBy = "closeEndsTheThreads", saying = "the threads that read files end")
final class AsyncFilesThatKeepTheirThreads extends PlainAsyncFiles {
    AsyncFilesThatKeepTheirThreads(EventLoop loop) {
        super(loop);
    }

    @Override
    void shutDown() {}
}
