package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Sets the flag, and relies on the next message to bring the loop round to it. The program that
 * does not end when its window is closed, until it is killed, or until somebody happens to send it
 * something.
 */
@Mistake(
        killedBy = "anotherThreadMayStopAWaitingLoop",
        saying = "run() returns, since stop() was called")
final class EventLoopThatForgetsToWakeForAStop extends PlainEventLoop {
    EventLoopThatForgetsToWakeForAStop(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
