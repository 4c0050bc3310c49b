package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

/**
 * Looks asynchronous, since the result comes as a message, but the file is read in the call. On the
 * developer's SSD nobody sees it; on a network drive that has gone to sleep the window freezes.
 */
@Mistake(killedBy = "theCallReturnsBeforeTheReadIsDone", saying = "read(slow) returns at once")
final class AsyncFilesThatBlockInTheCall extends PlainAsyncFiles {
    AsyncFilesThatBlockInTheCall(EventLoop loop) {
        super(loop);
    }

    @Override
    void inBackground(Runnable work) {
        work.run();
    }
}
