package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Leaves a click out while one is waiting, as is right for "please repaint", and wrong for clicks:
 * who presses "+" five times gets three, on a slow day two.
 */
@Mistake(
        killedBy = "fastClicksAreHandledOneByOne",
        saying = "five clicks at the same point are five clicks")
final class WindowThatMergesFastClicks extends PlainWindow {
    private final AtomicBoolean waiting = new AtomicBoolean();

    WindowThatMergesFastClicks(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    public void click(int x, int y) {
        var handler = clickHandler;
        if (!waiting.getAndSet(true)) {
            post(() -> {
                waiting.set(false);
                handler.onClick(x, y);
            });
        }
    }
}
