package course.gevent.mistakes;

import course.gevent.GreenSocket;
import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

/**
 * Gives a place back only when the handler has returned. After so many failures as there are places
 * the server accepts no one, and its log says nothing.
 */
@Mistake(killedBy = "aFailedHandlerGivesItsPlaceBack", saying = "received nothing")
final class GreenSocketsThatKeepThePlaceOfTheFailed extends PlainGreenSockets {
    GreenSocketsThatKeepThePlaceOfTheFailed(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    void ended(Server server, GreenThread thread, GreenSocket connection) {
        if (thread.exception() == null) {
            server.handlers.remove(thread);
        }
        close(connection);
        server.spawnHandlers();
    }
}
