package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Begins with "stopped = false", so a stop that came a moment too early is lost. Who closes a
 * program while it starts, waits for its end in vain.
 */
@Mistake(
        killedBy = "stoppedBeforeItBeginsItReturnsAtOnce",
        saying = "run() returns, since stop() was called")
final class EventLoopThatForgetsAnEarlyStop extends PlainEventLoop {
    EventLoopThatForgetsAnEarlyStop(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void begin() {
        super.begin();
        stopped = false;
    }
}
