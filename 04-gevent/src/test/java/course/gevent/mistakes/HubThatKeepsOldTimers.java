package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Leaves the timer of a wait that has ended. The memory holds the timeouts of the last hour, and
 * the program ends when the last one has passed.
 */
@Mistake(killedBy = "whatIsThrownIntoAWaitEndsIt", saying = "the timer of the old wait is gone")
final class HubThatKeepsOldTimers extends PlainHub {
    HubThatKeepsOldTimers(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    void forget(Delayed timer) {
        // it will find that the wait is over
    }
}
