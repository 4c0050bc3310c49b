package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Looks at the flag once in a turn. What was closed and freed by the message that stopped the loop
 * is used by the next one.
 */
@Mistake(
        killedBy = "aMessageStopsTheLoopAndTheRestIsLeft",
        saying = "the message that calls stop() is the last one")
final class EventLoopThatFinishesTheTurnAfterAStop extends PlainEventLoop {
    EventLoopThatFinishesTheTurnAfterAStop(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    boolean finishesTheTurn() {
        return true;
    }
}
