package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

/**
 * Takes each event for a sign of life, also one that the handler itself makes. A handler that
 * presses a key now and then may run for ever, and the window is never said to be dead.
 */
@Mistake(
        killedBy = "aHandlerIsTimedFromItsBeginningWhateverItCalls",
        saying = "a handler has been running for 5 s or longer")
final class WindowThatStartsTheTimeAnew extends PlainWindow {
    WindowThatStartsTheTimeAnew(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    void post(Runnable call) {
        if (busy == Thread.currentThread()) {
            since = clock.now();
        }
        super.post(call);
    }
}
