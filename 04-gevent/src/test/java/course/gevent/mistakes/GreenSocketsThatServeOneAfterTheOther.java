package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

/**
 * Calls the handler where it accepts. The first client is served well; all the others wait until it
 * leaves.
 */
@Mistake(killedBy = "eachConnectionHasAHandlerOfItsOwn", saying = "received nothing")
final class GreenSocketsThatServeOneAfterTheOther extends PlainGreenSockets {
    GreenSocketsThatServeOneAfterTheOther(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    void serveThoseWaiting(Server server) throws Exception {
        server.handleOneAfterTheOther();
    }
}
