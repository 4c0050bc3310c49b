package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;

/**
 * Reads, if there is something, without a look at the others. One client with a fast line is
 * served, and everybody else has the impression that the server is down.
 */
@Mistake(killedBy = "aFloodFromOneLeavesTheOthersTheirTurn", saying = "another green thread had")
final class GreenSocketsThatNeverLetOthersGoOn extends PlainGreenSockets {
    GreenSocketsThatNeverLetOthersGoOn(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    byte[] receive(SocketChannel channel, int most, Duration timeout)
            throws IOException, InterruptedException {
        var buffer = ByteBuffer.allocate(most);
        var count = channel.read(buffer);
        while (count == 0) {
            await(channel, SelectionKey.OP_READ, timeout);
            count = channel.read(buffer);
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
