package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Puts a timer before those of the same time. Two steps that were posted one after the other happen
 * in reverse.
 */
@Mistake(
        killedBy = "timersOfTheSameTimeComeInTheOrderInWhichTheyWereSet",
        saying = "ties in the order of setting")
final class HubThatMixesUpTies extends PlainHub {
    HubThatMixesUpTies(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    Delayed add(Delayed timer) {
        var at = 0;
        while (at < timers.size() && timers.get(at).due.compareTo(timer.due) < 0) {
            at++;
        }
        timers.add(at, timer);
        return timer;
    }
}
