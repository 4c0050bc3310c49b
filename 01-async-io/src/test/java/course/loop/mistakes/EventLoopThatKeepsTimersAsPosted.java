package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Looks only at the timer that was posted first. With one delay for all of them, as in most demos,
 * that is right; a short one behind a long one is late.
 */
@Mistake(killedBy = "timersGoByTheirTimes", saying = "what is due first is processed first")
final class EventLoopThatKeepsTimersAsPosted extends PlainEventLoop {
    EventLoopThatKeepsTimersAsPosted(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void insert(Delayed timer) {
        delayed.add(timer);
    }
}
