package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps clicks and keys apart, and empties one queue after the other. As long as the user is slow,
 * nobody can tell; who types fast and clicks "send" sends half a sentence.
 */
@Mistake(
        killedBy = "clicksAndKeysAreHandledInTheOrderInWhichTheyCame",
        saying = "every click and every key is handled once, in the order")
final class WindowThatHasAQueueForEachDevice extends PlainWindow {
    private final Queue<Runnable> clicks = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> keys = new ConcurrentLinkedQueue<>();

    WindowThatHasAQueueForEachDevice(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    public void click(int x, int y) {
        var handler = clickHandler;
        clicks.add(() -> handler.onClick(x, y));
        loop.post(this::next);
    }

    @Override
    public void press(char key) {
        var handler = keyHandler;
        keys.add(() -> handler.onKeyDown(key));
        loop.post(this::next);
    }

    private void next() {
        var call = clicks.poll();
        handle(call == null ? keys.remove() : call);
    }
}
