package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;

import course.kit.Mistake;

/**
 * Consumes with autoAck, so the broker sends all it has; when the client holds a thousand messages
 * for one channel, it stops reading from the connection. In real life: one subscriber writes to a
 * slow disk, and all the others of the program fall silent, too.
 */
@Mistake(
        killedBy = "aSlowSubscriberHoldsUpNobody",
        saying = "does the client hold so many messages")
final class LogExchangeThatTakesAllItCanGet extends PlainLogExchange {

    @Override
    boolean autoAck() {
        return true;
    }

    @Override
    void acknowledge(Channel channel, Delivery delivery) {}
}
