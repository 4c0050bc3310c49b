package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Compares the times of timers in milliseconds. Of two that are less than one apart, the one that
 * was posted first comes first: "send", due a moment after "connect", fails now and then.
 */
@Mistake(killedBy = "timersGoByTheirTimesToTheNanosecond", saying = "be it by a nanosecond")
final class EventLoopThatSortsByMilliseconds extends PlainEventLoop {
    EventLoopThatSortsByMilliseconds(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void insert(Delayed timer) {
        var at = 0;
        while (at < delayed.size() && delayed.get(at).due.toMillis() <= timer.due.toMillis()) {
            at++;
        }
        delayed.add(at, timer);
    }
}
