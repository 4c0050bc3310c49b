package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

/**
 * Calls the receiver where the file was read. It works in every test; then, once in ten thousand
 * reads, two threads change the same list, and no log tells why.
 */
@Mistake(killedBy = "theContentArrivesAsAMessage", saying = "came on the thread \"pool-")
final class AsyncFilesThatCallBackOnTheirOwnThread extends PlainAsyncFiles {
    AsyncFilesThatCallBackOnTheirOwnThread(EventLoop loop) {
        super(loop);
    }

    @Override
    void post(Runnable message) {
        message.run();
    }
}
