package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notes when it became busy, and keeps that as long as there is more to do. A user who types fast
 * for five seconds is told that the program hangs.
 */
@Mistake(
        killedBy = "manyQuickHandlersAreNotOneThatTakesTooLong",
        saying = "no handler has been running for longer than a second")
final class WindowThatAddsUpQuickHandlers extends PlainWindow {
    private final AtomicInteger waiting = new AtomicInteger();

    WindowThatAddsUpQuickHandlers(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    void post(Runnable call) {
        waiting.incrementAndGet();
        super.post(call);
    }

    @Override
    void begin() {
        if (busy == null) {
            super.begin();
        }
    }

    @Override
    void end() {
        if (waiting.decrementAndGet() == 0) {
            super.end();
        }
    }
}
