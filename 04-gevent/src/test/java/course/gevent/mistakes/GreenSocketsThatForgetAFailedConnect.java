package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

import java.nio.channels.SocketChannel;

/**
 * Leaves the channel open when the connect fails, or is killed. A client that tries again every
 * second is out of descriptors after a few hours.
 */
@Mistake(
        killedBy = "connectsThatAreKilledLeaveNothingOpen",
        saying = "clients that were killed while they connected are closed; it was not so")
final class GreenSocketsThatForgetAFailedConnect extends PlainGreenSockets {
    GreenSocketsThatForgetAFailedConnect(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    void connectFailed(SocketChannel channel) {}
}
