package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Answers true whatever happens. Who counts on it gives the money back because the order was
 * cancelled, and the goods are on their way.
 */
@Mistake(
        killedBy = "whatHasBeenProcessedCannotBeCancelled",
        saying = "expected: false, since A has been processed")
final class EventLoopThatAlwaysSaysCancelled extends PlainEventLoop {
    EventLoopThatAlwaysSaysCancelled(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    boolean cancel(Delayed timer) {
        super.cancel(timer);
        return true;
    }
}
