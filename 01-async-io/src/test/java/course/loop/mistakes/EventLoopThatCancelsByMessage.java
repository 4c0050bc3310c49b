package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Looks for the message to cancel, and finds the first timer that has the same one. The reminder of
 * the day after tomorrow is cancelled, and tomorrow's does not come.
 */
@Mistake(killedBy = "aTimerIsCancelledAndNotAnotherOneOfTheSameMessage", saying = "was cancelled")
final class EventLoopThatCancelsByMessage extends PlainEventLoop {
    EventLoopThatCancelsByMessage(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    boolean cancel(Delayed timer) {
        synchronized (lock) {
            for (var other : delayed) {
                if (other.message != null && other.message == timer.message) {
                    return super.cancel(other);
                }
            }
        }
        return super.cancel(timer);
    }
}
