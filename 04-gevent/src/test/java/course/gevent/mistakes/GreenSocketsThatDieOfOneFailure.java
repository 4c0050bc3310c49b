package course.gevent.mistakes;

import course.gevent.GreenSocket;
import course.gevent.Hub;
import course.gevent.StreamServer;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

import java.io.IOException;

/**
 * Lets the failure of one handler end the server. One client that resets its connection at the
 * wrong moment, and nobody is served any more.
 */
@Mistake(killedBy = "aHandlerThatFailsCostsItsOwnConnection", saying = "the connection was closed")
final class GreenSocketsThatDieOfOneFailure extends PlainGreenSockets {
    GreenSocketsThatDieOfOneFailure(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    void handle(Server server, GreenSocket connection, StreamServer.Handler handler)
            throws Exception {
        try {
            super.handle(server, connection, handler);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }
}
