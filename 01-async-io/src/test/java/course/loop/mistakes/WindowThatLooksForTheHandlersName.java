package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

/**
 * Looks for a method called onClick or onKeyDown. That finds handlers that are classes; a lambda
 * has another name, and the report shows the JDK's own line.
 */
@Mistake(
        killedBy = "itFindsAHandlerInWhateverWayItIsWritten",
        saying = "where says at which line the handler stands now")
final class WindowThatLooksForTheHandlersName extends PlainWindow {
    WindowThatLooksForTheHandlersName(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    StackTraceElement handler(StackTraceElement[] stack) {
        for (var frame : stack) {
            if (frame.getMethodName().matches("onClick|onKeyDown")) {
                return frame;
            }
        }
        return stack[0];
    }
}
