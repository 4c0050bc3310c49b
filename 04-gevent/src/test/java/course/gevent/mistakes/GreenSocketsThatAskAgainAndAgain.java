package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;

/**
 * Tries in every turn of the hub in place of waiting. All works, one core is at 100 %, and the more
 * connections are idle, the slower are the others.
 */
@Mistake(killedBy = "aHundredIdleConnectionsCostNothing", saying = "it is spinning")
final class GreenSocketsThatAskAgainAndAgain extends PlainGreenSockets {
    GreenSocketsThatAskAgainAndAgain(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    byte[] receive(SocketChannel channel, int most, Duration timeout)
            throws IOException, InterruptedException {
        var buffer = ByteBuffer.allocate(most);
        var count = channel.read(buffer);
        while (count == 0) {
            hub.sleep(Duration.ZERO);
            count = channel.read(buffer);
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
