package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Timeout;
import course.kit.Mistake;

/**
 * Does not close the timeout when the body was in time. Minutes later a green thread is struck in
 * the middle of something else.
 */
@Mistake(killedBy = "callReturnsOrRaises", saying = "1 s and 2 s")
final class CancellationThatLeavesTheTimerRunning extends PlainCancellation {
    CancellationThatLeavesTheTimerRunning(Hub hub) {
        super(hub);
    }

    @Override
    void done(Timeout mine) {
        // it was in time
    }
}
