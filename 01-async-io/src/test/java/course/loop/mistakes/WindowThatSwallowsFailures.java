package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

/**
 * Guards itself against its handlers, and tells nobody. The loop would have reported it; now the
 * button just does nothing.
 */
@Mistake(
        killedBy = "aHandlerThatFailsIsReportedAndTheWindowGoesOn",
        saying = "let the handler's exception go on")
final class WindowThatSwallowsFailures extends PlainWindow {

    WindowThatSwallowsFailures(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    void handle(Runnable call) {
        try {
            super.handle(call);
        } catch (RuntimeException ignored) {
            // the window must go on
        }
    }
}
