package course.rabbitmq.mistakes;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import course.kit.Mistake;

import java.io.IOException;

/**
 * A second close meets a connection that is closed. In real life: an AlreadyClosedException from a
 * finally block hides the error that led there.
 */
@Mistake(killedBy = "closingTwiceDoesNothingMore", saying = "AlreadyClosedException")
final class HelloQueueThatClosesOnce extends PlainHelloQueue {

    @Override
    void stop(Connection connection, Channel channel, String tag) throws IOException {
        if (!connection.isOpen()) {
            throw new AlreadyClosedException(connection.getCloseReason());
        }
        super.stop(connection, channel, tag);
    }
}
