package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Waits in whole milliseconds, as many an API wants them, and cuts off the rest: it wakes a little
 * too early, finds nothing due, and wakes again, at full speed, until the fraction is over.
 */
@Mistake(killedBy = "aFractionOfAMillisecondIsWaitedForAsWell", saying = "the loop spins")
final class EventLoopThatRoundsDownToMilliseconds extends PlainEventLoop {
    EventLoopThatRoundsDownToMilliseconds(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    Duration nextDue() {
        var next = super.nextDue();
        return next == null ? null : Duration.ofMillis(next.toMillis());
    }
}
