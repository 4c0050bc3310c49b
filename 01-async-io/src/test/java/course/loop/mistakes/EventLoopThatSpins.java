package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Asks the queue again and again. Everything works, and works fast; one core is at 100 %, and the
 * battery of the laptop tells before the tests do.
 */
@Mistake(killedBy = "idleItUsesNoCpu", saying = "the loop never waits")
final class EventLoopThatSpins extends PlainEventLoop {
    EventLoopThatSpins(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void idle() {
        Thread.onSpinWait();
    }
}
