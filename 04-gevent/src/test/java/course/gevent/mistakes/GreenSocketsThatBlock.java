package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Waits for the socket in a selector of its own: the one thread waits, and with it the hub and
 * everybody else. With one client on the developer's machine nothing is to be seen.
 */
@Mistake(killedBy = "whileOneWaitsTheOthersGoOn", saying = "its thread is blocked")
final class GreenSocketsThatBlock extends PlainGreenSockets {
    GreenSocketsThatBlock(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    byte[] receive(SocketChannel channel, int most, Duration timeout) throws IOException {
        try (var selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            selector.select();
        }
        return read(channel, most);
    }
}
