package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

/**
 * Takes the note "busy" back after the handler, but not in a finally. After the first exception the
 * window is reported dead for ever, and users close a program that works.
 */
@Mistake(
        killedBy = "whenTheHandlerHasFailedTheWindowRespondsAgain",
        saying = "the handler has ended, with an exception")
final class WindowThatStaysBusyAfterAFailure extends PlainWindow {

    WindowThatStaysBusyAfterAFailure(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    void handle(Runnable call) {
        begin();
        call.run();
        end();
    }
}
