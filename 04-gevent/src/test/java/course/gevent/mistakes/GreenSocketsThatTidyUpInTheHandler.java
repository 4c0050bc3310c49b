package course.gevent.mistakes;

import course.gevent.GreenSocket;
import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.StreamServer;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

/**
 * Closes a connection when its handler has run to its end: one that is killed before it starts
 * never does. After each quick restart a few clients wait for an answer until their own time is up.
 */
@Mistake(killedBy = "whoIsEndedBeforeHeStartsIsHungUpOn", saying = "the end of the stream")
final class GreenSocketsThatTidyUpInTheHandler extends PlainGreenSockets {
    GreenSocketsThatTidyUpInTheHandler(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    void handle(Server server, GreenSocket connection, StreamServer.Handler handler)
            throws Exception {
        try {
            handler.handle(connection);
        } finally {
            close(connection);
        }
    }

    @Override
    void ended(Server server, GreenThread thread, GreenSocket connection) {
        server.handlers.remove(thread);
        server.spawnHandlers();
    }
}
