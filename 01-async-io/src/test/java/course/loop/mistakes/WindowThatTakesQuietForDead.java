package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

/**
 * Measures the time since the last event. A window that nobody has touched for five seconds is "not
 * responding", and so is every program during lunch.
 */
@Mistake(killedBy = "aWindowWithNothingToDoResponds", saying = "nothing has happened for an hour")
final class WindowThatTakesQuietForDead extends PlainWindow {

    WindowThatTakesQuietForDead(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    void end() {
        since = clock.now();
    }
}
