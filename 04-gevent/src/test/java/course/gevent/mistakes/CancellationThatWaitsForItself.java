package course.gevent.mistakes;

import course.gevent.Hub;
import course.kit.Mistake;

/** Kills the caller as any other, and waits for its end. It sleeps until somebody else kills it. */
@Mistake(killedBy = "whoKillsHimselfGetsItAtOnce", saying = "survived himself")
final class CancellationThatWaitsForItself extends PlainCancellation {
    CancellationThatWaitsForItself(Hub hub) {
        super(hub);
    }

    @Override
    void suicide(Throwable thrown) {
        // soon
    }
}
