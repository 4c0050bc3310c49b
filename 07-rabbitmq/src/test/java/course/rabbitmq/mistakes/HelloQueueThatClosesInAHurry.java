package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import course.kit.Mistake;

import java.io.IOException;

/**
 * The connection is closed while messages that the broker has sent already wait in the client. In
 * real life: after each restart of the receiver a few messages are missing.
 */
@Mistake(killedBy = "closingLosesNoMessage", saying = "that were on their way")
final class HelloQueueThatClosesInAHurry extends PlainHelloQueue {

    @Override
    void stop(Connection connection, Channel channel, String tag) throws IOException {
        if (connection.isOpen()) {
            channel.basicCancel(tag);
            connection.close();
        }
    }
}
