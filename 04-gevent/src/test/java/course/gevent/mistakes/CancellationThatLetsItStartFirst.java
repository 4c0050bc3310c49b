package course.gevent.mistakes;

import course.gevent.GreenThread;
import course.gevent.Hub;
import course.kit.Mistake;

/**
 * Posts the kill of one that has not started, behind its start. What was cancelled in time does its
 * first step all the same.
 */
@Mistake(killedBy = "oneThatHasNotStartedNeverRuns", saying = "the body never runs")
final class CancellationThatLetsItStartFirst extends PlainCancellation {
    CancellationThatLetsItStartFirst(Hub hub) {
        super(hub);
    }

    @Override
    void strikeSoon(GreenThread victim, Throwable thrown) {
        hub.post(() -> super.strikeSoon(victim, thrown));
    }
}
