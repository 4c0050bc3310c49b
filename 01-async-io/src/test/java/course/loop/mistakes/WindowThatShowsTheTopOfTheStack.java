package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

/**
 * Reports what was called last. That is nearly always the same: Unsafe.park, or a read of a socket;
 * which of fifty handlers it was, nobody knows.
 */
@Mistake(
        killedBy = "itSaysWhereTheHandlerStands",
        saying = "where says at which line the handler stands now")
final class WindowThatShowsTheTopOfTheStack extends PlainWindow {

    WindowThatShowsTheTopOfTheStack(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    StackTraceElement handler(StackTraceElement[] stack) {
        return stack[0];
    }
}
