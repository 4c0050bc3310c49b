package course.loop.reference;

import course.loop.EventLoop;
import course.loop.Window;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.Optional;

public final class ReferenceWindow implements Window {
    private final EventLoop loop;
    private final LoopClock clock;
    private volatile ClickHandler clickHandler = (x, y) -> {};
    private volatile KeyHandler keyHandler = key -> {};
    private volatile Running running;

    private record Running(Thread thread, Duration since) {}

    public ReferenceWindow(EventLoop loop, LoopClock clock) {
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
        var handler = clickHandler; // the message carries it, whatever is set later
        loop.post(() -> handle(() -> handler.onClick(x, y)));
    }

    @Override
    public void press(char key) {
        var handler = keyHandler;
        loop.post(() -> handle(() -> handler.onKeyDown(key)));
    }

    private void handle(Runnable message) {
        running = new Running(Thread.currentThread(), clock.now());
        try {
            message.run();
        } finally {
            running = null;
        }
    }

    @Override
    public Optional<NotResponding> notResponding() {
        var suspect = running;
        if (suspect == null) {
            return Optional.empty();
        }
        var busyFor = clock.now().minus(suspect.since);
        if (busyFor.compareTo(PATIENCE) < 0) {
            return Optional.empty();
        }
        return handlerIn(suspect.thread.getStackTrace())
                .filter(where -> running == suspect) // it may have returned in the meantime
                .map(where -> new NotResponding(busyFor, where));
    }

    /** A stack begins with what was called last: the handler stands right before this class. */
    private static Optional<StackTraceElement> handlerIn(StackTraceElement[] stack) {
        var i = stack.length - 1;
        while (i >= 0 && !isOwn(stack[i])) {
            i--;
        }
        while (i >= 0 && isOwn(stack[i])) {
            i--;
        }
        return i < 0 ? Optional.empty() : Optional.of(stack[i]);
    }

    private static boolean isOwn(StackTraceElement frame) {
        return frame.getClassName().equals(ReferenceWindow.class.getName());
    }
}
