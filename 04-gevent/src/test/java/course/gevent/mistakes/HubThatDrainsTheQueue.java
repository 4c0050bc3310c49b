package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at the timers only when nothing else is ready. With one who yields in a loop, no timer
 * comes ever; every timeout is late under load.
 */
@Mistake(killedBy = "whoOnlyYieldsStarvesNoTimer", saying = "timers are looked at in each turn")
final class HubThatDrainsTheQueue extends PlainHub {
    HubThatDrainsTheQueue(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    List<Runnable> takeTurn() {
        if (ready.isEmpty()) {
            return super.takeTurn();
        }
        var turn = List.copyOf(ready);
        ready.clear();
        return turn;
    }
}
