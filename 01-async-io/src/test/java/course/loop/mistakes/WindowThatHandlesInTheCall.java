package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

/**
 * Calls the handler where the click comes in, which is quick, and on the mouse's thread. Two
 * devices, and two handlers run at the same time on data that has no locks; and while one of them
 * works, the mouse hangs.
 */
@Mistake(
        killedBy = "theHandlerRunsOnTheLoopsThreadNotOnTheMouses",
        saying = "but was:  run by [the mouse]")
final class WindowThatHandlesInTheCall extends PlainWindow {

    WindowThatHandlesInTheCall(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    void post(Runnable call) {
        handle(call);
    }
}
