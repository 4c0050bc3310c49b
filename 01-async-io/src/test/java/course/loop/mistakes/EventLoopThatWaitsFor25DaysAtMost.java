package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Keeps delays as an int of milliseconds, and so for 24.8 days at most, as browsers do. The
 * reminder for next month comes a few days too early.
 */
@Mistake(killedBy = "aDelayOfManyDaysIsWaitedFor", saying = "and not before")
final class EventLoopThatWaitsFor25DaysAtMost extends PlainEventLoop {
    EventLoopThatWaitsFor25DaysAtMost(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    private static final Duration MOST = Duration.ofMillis(Integer.MAX_VALUE);

    @Override
    public Timer postDelayed(Runnable message, Duration delay) {
        return super.postDelayed(message, delay.compareTo(MOST) > 0 ? MOST : delay);
    }
}
