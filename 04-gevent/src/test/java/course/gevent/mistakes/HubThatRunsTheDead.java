package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/** Throws into those who run only. A job that was cancelled in time is done all the same. */
@Mistake(killedBy = "oneThatHasNotStartedNeverRuns", saying = "the bodies never run")
final class HubThatRunsTheDead extends PlainHub {
    HubThatRunsTheDead(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    void doom(Green green) {
        // it has not begun
    }

    @Override
    void strikeUnstarted(Green green, Throwable thrown) {
        // there is nobody yet to throw it into
    }
}
