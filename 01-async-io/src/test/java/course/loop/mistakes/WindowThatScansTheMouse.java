package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The tutorial's first way: a loop that asks the mouse, then the keyboard. To ask the mouse waits
 * for a click, so whoever types, types in vain, until somebody touches the mouse; then all the
 * letters come at once.
 */
@Mistake(
        killedBy = "aKeyIsHandledAlsoWhenNobodyClicks",
        saying = "the loop waits, but not by its clock: it was in LinkedBlockingQueue.take")
final class WindowThatScansTheMouse extends PlainWindow {
    private final BlockingQueue<Runnable> clicks = new LinkedBlockingQueue<>();
    private final BlockingQueue<Runnable> keys = new LinkedBlockingQueue<>();
    private final AtomicBoolean scanning = new AtomicBoolean();

    WindowThatScansTheMouse(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    public void click(int x, int y) {
        var handler = clickHandler;
        clicks.add(() -> handler.onClick(x, y));
        beginToScan();
    }

    @Override
    public void press(char key) {
        var handler = keyHandler;
        keys.add(() -> handler.onKeyDown(key));
        beginToScan();
    }

    private void beginToScan() {
        if (!scanning.getAndSet(true)) {
            loop.post(this::scan);
        }
    }

    private void scan() {
        try {
            handle(clicks.take());
            for (var key = keys.poll(); key != null; key = keys.poll()) {
                handle(key);
            }
            loop.post(this::scan);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
