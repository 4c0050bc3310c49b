package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/** Takes sleep(0) for nothing to do. A computation that yields politely freezes all others. */
@Mistake(
        killedBy = "noTimeAtAllIsAPlaceAtTheEndOfTheQueue",
        saying = "lets everybody else go on first")
final class HubThatYieldsToNobody extends PlainHub {
    HubThatYieldsToNobody(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    void yieldTurn() {
        // no time to sleep
    }
}
