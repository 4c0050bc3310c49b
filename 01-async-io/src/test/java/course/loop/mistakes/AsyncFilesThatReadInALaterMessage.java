package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

/**
 * Posts the reading itself. The call returns at once, and a little later the loop stands all the
 * same: a message is a turn of the same thread, not another thread.
 */
@Mistake(
        killedBy = "otherMessagesAreProcessedWhileAFileIsRead",
        saying = "not even in a later message")
final class AsyncFilesThatReadInALaterMessage extends PlainAsyncFiles {
    AsyncFilesThatReadInALaterMessage(EventLoop loop) {
        super(loop);
    }

    @Override
    void inBackground(Runnable work) {
        loop.post(work);
    }
}
