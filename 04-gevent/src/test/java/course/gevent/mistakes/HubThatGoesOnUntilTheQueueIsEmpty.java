package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * A turn has no end as long as something is added. A producer that posts its next step itself is
 * alone in the world.
 */
@Mistake(killedBy = "whoOnlyYieldsStarvesNoTimer", saying = "timers are looked at in each turn")
final class HubThatGoesOnUntilTheQueueIsEmpty extends PlainHub {
    HubThatGoesOnUntilTheQueueIsEmpty(
            Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    void turn() throws Throwable {
        super.turn();
        while (!ready.isEmpty()) {
            process(ready.remove());
        }
    }
}
