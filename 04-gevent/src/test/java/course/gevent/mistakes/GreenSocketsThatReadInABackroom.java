package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Has a helper read, and waits for the helper. Whoever is killed goes, and the helper stays: it
 * takes the next message, and nobody gets it.
 */
@Mistake(killedBy = "aKillEndsTheWaitAndNothingIsLost", saying = "the reader")
final class GreenSocketsThatReadInABackroom extends PlainGreenSockets {
    GreenSocketsThatReadInABackroom(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    byte[] receive(SocketChannel channel, int most, Duration timeout)
            throws IOException, InterruptedException {
        var received = new byte[1][];
        var failure = new IOException[1];
        hub.join(
                hub.spawn(() -> {
                    try {
                        received[0] = super.receive(channel, most, timeout);
                    } catch (IOException e) {
                        failure[0] = e;
                    }
                }));
        if (failure[0] != null) {
            throw failure[0];
        }
        return received[0];
    }
}
