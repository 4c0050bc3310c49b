package course.gevent.mistakes;

import course.gevent.GreenThread;
import course.gevent.Hub;
import course.kit.Mistake;

/**
 * Throws once for each kill. The first one is caught for an orderly end, and the second one hits
 * right into that.
 */
@Mistake(killedBy = "repeatedPendingKillsAreOne", saying = "the second kill must not hit")
final class CancellationThatKillsTwice extends PlainCancellation {
    CancellationThatKillsTwice(Hub hub) {
        super(hub);
    }

    @Override
    public void killSoon(GreenThread victim, Throwable thrown) {
        hub.post(() -> victim.throwInto(thrown));
    }
}
