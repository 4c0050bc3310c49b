package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Lets a second one send while the first waits for room: his bytes come in the middle of the other
 * message. It takes a slow reader and two senders to see it, and looks like a broken client.
 */
@Mistake(
        killedBy = "aSecondSenderIsRefusedAndMixesNothingIn",
        saying = "was to end with a IllegalStateException")
final class GreenSocketsThatMixTwoMessages extends PlainGreenSockets {
    GreenSocketsThatMixTwoMessages(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    void beginSending(boolean somebodySends) {}

    @Override
    void sendAll(SocketChannel channel, byte[] bytes, Duration timeout)
            throws IOException, InterruptedException {
        var rest = ByteBuffer.wrap(bytes);
        channel.write(rest);
        while (rest.hasRemaining()) {
            await(channel, SelectionKey.OP_WRITE, timeout);
            channel.write(rest);
        }
    }
}
