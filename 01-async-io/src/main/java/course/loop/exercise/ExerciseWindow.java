package course.loop.exercise;

import course.loop.EventLoop;
import course.loop.Window;
import course.loop.time.LoopClock;

import java.util.Optional;

/** Exercise 1.2. Given to build on: an {@link EventLoop}; it has the queue and the thread. */
public final class ExerciseWindow implements Window {
    private final EventLoop loop;
    private final LoopClock clock;
    private volatile ClickHandler clickHandler = (x, y) -> {};
    private volatile KeyHandler keyHandler = key -> {};

    public ExerciseWindow(EventLoop loop, LoopClock clock) {
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
        throw new UnsupportedOperationException(
                "TODO 1.2.1: post a message to the loop; the message calls the handler that is set"
                        + " now");
    }

    @Override
    public void press(char key) {
        throw new UnsupportedOperationException("TODO 1.2.2: the same for a key");
    }

    @Override
    public Optional<NotResponding> notResponding() {
        throw new UnsupportedOperationException(
                "TODO 1.2.3: while a handler runs, keep in a field since when and on which thread;"
                        + " here, if that is too long, find the handler in this thread's"
                        + " getStackTrace(): what was called last comes first");
    }
}
