package course.gevent.mistakes;

import course.gevent.GreenThread;
import course.gevent.Hub;
import course.kit.Mistake;

/**
 * Throws into whoever is easy to reach: the main greenlet. The program ends because one request was
 * slow.
 */
@Mistake(killedBy = "itStrikesWhoeverHasStartedIt", saying = "timed out")
final class CancellationThatStrikesTheMain extends PlainCancellation {
    CancellationThatStrikesTheMain(Hub hub) {
        super(hub);
    }

    private final GreenThread main = hub.current();

    @Override
    GreenThread victim(GreenThread starter) {
        return main;
    }
}
