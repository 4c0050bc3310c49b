package course.rabbitmq.mistakes;

import com.rabbitmq.client.Connection;

import course.kit.Mistake;

/**
 * Ends its connection by {@code abort}, which never complains. When the line breaks at the wrong
 * moment, the message is gone, and the sender has been told that all is well.
 */
@Mistake(
        killedBy = "aSenderWhoseConnectionIsLostSaysSo",
        saying = "send, where the connection is lost before the broker has the message")
final class HelloQueueThatHidesALostConnection extends PlainHelloQueue {

    @Override
    void afterSending(Connection connection) {
        connection.abort();
    }
}
