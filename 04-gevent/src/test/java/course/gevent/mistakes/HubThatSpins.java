package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.function.Consumer;

/** Asks again and again whether something has come. All works, and one core is at 100 %. */
@Mistake(killedBy = "whoWaitsForTheOutsideDoesNotSpin", saying = "does it spin")
final class HubThatSpins extends PlainHub {
    HubThatSpins(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    void idle() throws InterruptedException {
        clock.await(timers.isEmpty() ? Duration.ZERO : timers.getFirst().due);
    }
}
