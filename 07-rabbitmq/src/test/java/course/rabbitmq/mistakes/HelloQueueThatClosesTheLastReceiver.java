package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import course.kit.Mistake;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;

/**
 * Keeps the connection in a field, where the next receiver puts its own. Whoever closes the first
 * one closes the second one: messages stay in the queue, and two programs are surprised.
 */
@Mistake(killedBy = "eachReceiverIsClosedByItself", saying = "for the second")
final class HelloQueueThatClosesTheLastReceiver extends PlainHelloQueue {
    private Connection last;

    @Override
    Connection connect(URI broker) throws IOException, TimeoutException {
        last = super.connect(broker);
        return last;
    }

    @Override
    void stop(Connection connection, Channel channel, String tag) throws IOException {
        super.stop(last, channel, tag);
    }
}
