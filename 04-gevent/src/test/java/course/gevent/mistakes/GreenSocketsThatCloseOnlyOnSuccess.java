package course.gevent.mistakes;

import course.gevent.GreenSocket;
import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

/**
 * Closes the connection after the last line of the handler, which one that fails does not come to.
 * Its client waits for an answer that nobody will send, and the descriptor is gone.
 */
@Mistake(
        killedBy = "aHandlerThatFailsCostsItsOwnConnection",
        saying = "the connection was still open")
final class GreenSocketsThatCloseOnlyOnSuccess extends PlainGreenSockets {
    GreenSocketsThatCloseOnlyOnSuccess(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    void ended(Server server, GreenThread thread, GreenSocket connection) {
        server.handlers.remove(thread);
        if (thread.exception() == null) {
            close(connection);
        }
        server.spawnHandlers();
    }
}
