package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

/**
 * Counts from the click on, and not from its handler's beginning. The handler that has just begun
 * is blamed for what kept it waiting.
 */
@Mistake(killedBy = "timeInTheQueueDoesNotCount", saying = "the handler has been running for 4 s")
final class WindowThatCountsTheTimeInTheQueue extends PlainWindow {
    WindowThatCountsTheTimeInTheQueue(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    void post(Runnable call) {
        var clicked = clock.now();
        super.post(() -> {
            since = clicked;
            call.run();
        });
    }
}
