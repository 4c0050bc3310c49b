package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Counts in nanoseconds, of which a long has room for 292 years. Somebody sets a timeout of {@code
 * Long.MAX_VALUE} seconds to have none, and gets an ArithmeticException.
 */
@Mistake(killedBy = "aDelayMayBeOfAnyLength", saying = "ArithmeticException")
final class EventLoopThatCountsNanosecondsInALong extends PlainEventLoop {
    EventLoopThatCountsNanosecondsInALong(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    public Timer postDelayed(Runnable message, Duration delay) {
        return super.postDelayed(message, Duration.ofNanos(delay.toNanos()));
    }
}
