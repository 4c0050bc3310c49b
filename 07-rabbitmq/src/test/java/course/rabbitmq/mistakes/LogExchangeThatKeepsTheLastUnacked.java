package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Acknowledges all messages up to the one before. In real life: each of a thousand idle listeners
 * keeps a message in the broker's memory.
 */
@Mistake(killedBy = "whatIsDoneIsAcknowledgedToTheLast", saying = "the last one is acknowledged")
final class LogExchangeThatKeepsTheLastUnacked extends PlainLogExchange {

    @Override
    void limit(Channel channel) throws IOException {
        channel.basicQos(2);
    }

    @Override
    void acknowledge(Channel channel, Delivery delivery) throws IOException {
        var before = delivery.getEnvelope().getDeliveryTag() - 1;
        if (before > 0) {
            channel.basicAck(before, true);
        }
    }
}
