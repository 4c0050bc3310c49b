package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Forgets a cancelled message in its queue, but the timer still has it. A connection keeps its
 * timer in a field, and with it the request of an hour ago.
 */
@Mistake(killedBy = "nothingOfACancelledMessageIsKept", saying = "though its timer is kept")
final class EventLoopThatKeepsItForTheTimer extends PlainEventLoop {
    EventLoopThatKeepsItForTheTimer(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    public Timer postDelayed(Runnable message, Duration delay) {
        var timer = super.postDelayed(message, delay);
        return () -> {
            Objects.requireNonNull(message);
            return timer.cancel();
        };
    }
}
