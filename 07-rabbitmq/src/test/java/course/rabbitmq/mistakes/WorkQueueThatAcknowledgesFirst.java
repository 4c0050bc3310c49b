package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Acknowledges a task, and then works on it. In real life: whenever a worker is killed, by a deploy
 * for instance, the orders that it was at are gone.
 */
@Mistake(killedBy = "aTaskIsNotAcknowledgedBeforeTheWorkIsDone", saying = "a message arrives")
final class WorkQueueThatAcknowledgesFirst extends PlainWorkQueue {

    @Override
    void handle(Channel channel, Delivery delivery, Work work, Consumer<String> givenUp)
            throws IOException {
        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
        try {
            work.on(new String(delivery.getBody(), StandardCharsets.UTF_8));
        } catch (Throwable failure) {
            // it is too late to put it back
        }
    }
}
