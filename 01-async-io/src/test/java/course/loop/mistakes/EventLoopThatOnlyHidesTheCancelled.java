package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Marks a cancelled timer, and lets it wait for its time. Every request sets a timeout of an hour
 * and cancels it after a millisecond: the memory holds the requests of the last hour.
 */
@Mistake(
        killedBy = "nothingOfACancelledMessageIsKept",
        saying = "a cancelled message can be collected")
final class EventLoopThatOnlyHidesTheCancelled extends PlainEventLoop {
    EventLoopThatOnlyHidesTheCancelled(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    boolean cancel(Delayed timer) {
        synchronized (lock) {
            if (timer.message == null || timer.hidden) {
                return false;
            }
            timer.hidden = true;
            return true;
        }
    }
}
