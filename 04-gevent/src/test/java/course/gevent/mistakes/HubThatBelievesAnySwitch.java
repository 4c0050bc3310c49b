package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Does not look who came back. A stray switch ends a read that has not read, and the program goes
 * on with nothing.
 */
@Mistake(
        killedBy = "whoeverElseSwitchesToAWaitingOneIsFound",
        saying = "await() looks whether it is its waiter")
final class HubThatBelievesAnySwitch extends PlainHub {
    HubThatBelievesAnySwitch(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    void check(Object token, Wait wait) {
        // it will be the right one
    }
}
