package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Waits, but for a millisecond only, since then nobody has to wake it. An idle program that wakes
 * up a thousand times a second keeps the processor out of its sleep, and a phone warm in the
 * pocket.
 */
@Mistake(killedBy = "idleItUsesNoCpu", saying = "who has nothing to do waits for a wake")
final class EventLoopThatLooksEveryMillisecond extends PlainEventLoop {
    EventLoopThatLooksEveryMillisecond(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void idle() throws InterruptedException {
        clock.await(clock.now().plusMillis(1));
    }
}
