package course.gevent.mistakes;

import course.gevent.GreenSocket;
import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Connects before it puts the channel into non-blocking mode. At home, that is done at once; to a
 * host that does not answer it takes minutes, and all the others wait that long.
 */
@Mistake(killedBy = "aConnectTakesNoLongerThanItMay", saying = "the client ends")
final class GreenSocketsThatConnectAndBlock extends PlainGreenSockets {
    GreenSocketsThatConnectAndBlock(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    public GreenSocket connect(InetSocketAddress address, Duration timeout)
            throws IOException, InterruptedException {
        var channel = SocketChannel.open();
        var isConnected = false;
        try {
            isConnected = channel.connect(address);
            channel.configureBlocking(false);
            return green(channel);
        } finally {
            if (!isConnected) {
                channel.close();
            }
        }
    }
}
