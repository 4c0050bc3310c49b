package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Has a second reader wait until the first one is done. Which of the two gets the answer to which
 * question is luck from then on; that two share a connection ought to be told at once.
 */
@Mistake(killedBy = "aSecondReaderIsRefused", saying = "the reader ends")
final class GreenSocketsThatMakeReadersQueue extends PlainGreenSockets {
    GreenSocketsThatMakeReadersQueue(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    byte[] receive(SocketChannel channel, int most, Duration timeout)
            throws IOException, InterruptedException {
        while (true) {
            try {
                return super.receive(channel, most, timeout);
            } catch (IllegalStateException somebodyReads) {
                hub.sleep(Duration.ofMillis(1));
            }
        }
    }
}
