package course.gevent.mistakes;

import course.gevent.GreenThread;
import course.gevent.Hub;
import course.kit.Mistake;

import java.time.Duration;
import java.util.List;

/**
 * Returns from kill() when it has asked for the end. The port is still taken when the new server
 * starts.
 */
@Mistake(killedBy = "aKillWaitsForTheEnd", saying = "Expecting value to be true")
final class CancellationThatDoesNotWait extends PlainCancellation {
    CancellationThatDoesNotWait(Hub hub) {
        super(hub);
    }

    @Override
    boolean awaitAll(List<GreenThread> victims, Duration timeout) {
        return true;
    }
}
