package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

/**
 * Looks at the cancellation where the file is read, and not where the message is processed. A
 * window that has been closed in between is painted all the same, and that is an exception.
 */
@Mistake(
        killedBy = "cancelTakesBackWhatHasBeenPostedAlready",
        saying = "came after it had been cancelled")
final class AsyncFilesThatForgetWhatIsPosted extends PlainAsyncFiles {
    AsyncFilesThatForgetWhatIsPosted(EventLoop loop) {
        super(loop);
    }

    @Override
    boolean ignoresCancel() {
        return true;
    }
}
