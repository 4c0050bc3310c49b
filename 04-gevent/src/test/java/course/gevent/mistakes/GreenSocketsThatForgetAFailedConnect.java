package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

import java.nio.channels.SocketChannel;

/**
 * Leaves the channel open when the connect fails. A client that tries again every second is out of
 * descriptors after a few hours.
 */
@Mistake(killedBy = "aConnectThatIsKilledLeavesNothingOpen", saying = "left behind")
final class GreenSocketsThatForgetAFailedConnect extends PlainGreenSockets {
    GreenSocketsThatForgetAFailedConnect(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    void connectFailed(SocketChannel channel) {}
}
