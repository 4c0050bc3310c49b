package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

/**
 * Closes by a message, since that needs no locks. A program closes when its loop has ended: the
 * message is never processed, and the threads keep the program alive.
 */
@Mistake(
        killedBy = "closeEndsTheThreadsAlsoAfterTheLoopHasEnded",
        saying = "the threads that read files end")
final class AsyncFilesThatAreClosedByAMessage extends PlainAsyncFiles {
    AsyncFilesThatAreClosedByAMessage(EventLoop loop) {
        super(loop);
    }

    @Override
    public void close() {
        loop.post(super::close);
    }
}
