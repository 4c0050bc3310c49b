package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Reads the time once in a turn, to save calls, and takes it for the present until the next one.
 * After a handler that took five seconds, a timeout of two is over before it has begun.
 */
@Mistake(killedBy = "aDelayIsCountedFromItsCall", saying = "B is due 2 s after it was posted")
final class EventLoopThatCountsDelaysFromTheTurn extends PlainEventLoop {

    private volatile Duration turnBegan;

    EventLoopThatCountsDelaysFromTheTurn(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void turn() throws InterruptedException {
        turnBegan = clock.now();
        super.turn();
        turnBegan = null;
    }

    @Override
    Duration now() {
        var began = turnBegan;
        return began == null ? clock.now() : began;
    }
}
