package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Says no to every cancel() after its end. Who closes the program and asks which of the orders can
 * still be taken back, hears: none.
 */
@Mistake(
        killedBy = "whatIsLeftWhenTheLoopEndsCanBeCancelled",
        saying = "B was not processed before")
final class EventLoopThatCancelsNothingAfterItsEnd extends PlainEventLoop {
    EventLoopThatCancelsNothingAfterItsEnd(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    boolean cancel(Delayed timer) {
        return !stopped && super.cancel(timer);
    }
}
