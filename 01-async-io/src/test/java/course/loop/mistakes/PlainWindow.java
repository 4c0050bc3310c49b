package course.loop.mistakes;

import course.loop.EventLoop;
import course.loop.Window;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.Optional;

/** A window with a method for each thing that can be got wrong. */
abstract class PlainWindow implements Window {
    final EventLoop loop;
    final LoopClock clock;
    volatile ClickHandler clickHandler = (x, y) -> {};
    volatile KeyHandler keyHandler = key -> {};
    volatile Thread busy;
    volatile Duration since;

    PlainWindow(EventLoop loop, LoopClock clock) {
        this.loop = loop;
        this.clock = clock;
    }

    @Override
    public void onClick(ClickHandler handler) {
        clickHandler = handler;
    }

    @Override
    public void onKeyDown(KeyHandler handler) {
        keyHandler = handler;
    }

    @Override
    public void click(int x, int y) {
        var handler = clickHandler;
        post(() -> handler.onClick(x, y));
    }

    @Override
    public void press(char key) {
        var handler = keyHandler;
        post(() -> handler.onKeyDown(key));
    }

    void post(Runnable call) {
        loop.post(() -> handle(call));
    }

    void handle(Runnable call) {
        begin();
        try {
            call.run();
        } finally {
            end();
        }
    }

    void begin() {
        since = clock.now();
        busy = Thread.currentThread();
    }

    void end() {
        busy = null;
    }

    @Override
    public Optional<NotResponding> notResponding() {
        var thread = busy;
        var began = since;
        if (thread == null || began == null) {
            return Optional.empty();
        }
        var busyFor = clock.now().minus(began);
        return busyFor.compareTo(PATIENCE) < 0
                ? Optional.empty()
                : Optional.of(new NotResponding(busyFor, handler(thread.getStackTrace())));
    }

    StackTraceElement handler(StackTraceElement[] stack) {
        var handler = stack[0];
        for (var frame : stack) {
            if (frame.getClassName().startsWith(PlainWindow.class.getPackageName())) {
                return handler;
            }
            handler = frame;
        }
        return handler;
    }
}
