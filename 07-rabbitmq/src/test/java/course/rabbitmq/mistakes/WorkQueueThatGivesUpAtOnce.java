package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;

import course.kit.Mistake;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Takes a task that fails out of the queue at once. In real life: the database was away for a
 * second, and all orders of that second are gone.
 */
@Mistake(killedBy = "workThatFailsIsTriedOnceMore", saying = "a message arrives")
final class WorkQueueThatGivesUpAtOnce extends PlainWorkQueue {

    @Override
    void failed(Channel channel, Delivery delivery, String task, Consumer<String> givenUp)
            throws IOException {
        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
        givenUp.accept(task);
    }
}
