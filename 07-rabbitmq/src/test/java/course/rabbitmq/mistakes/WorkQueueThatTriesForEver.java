package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;

import course.kit.Mistake;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Puts back whatever fails. In real life: one task that cannot be done, a poison message, comes
 * back at once, for ever; a core of each worker is at 100 %, and the log is full of one error.
 */
@Mistake(killedBy = "aTaskThatFailsAgainIsGivenUp", saying = "is given up, and not tried for ever")
final class WorkQueueThatTriesForEver extends PlainWorkQueue {

    @Override
    void failed(Channel channel, Delivery delivery, String task, Consumer<String> givenUp)
            throws IOException {
        channel.basicReject(delivery.getEnvelope().getDeliveryTag(), true);
    }
}
