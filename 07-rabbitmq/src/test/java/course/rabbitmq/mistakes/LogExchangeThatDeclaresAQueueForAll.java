package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Declares a durable queue that is not exclusive, as one does for tasks. In real life: each
 * subscriber that was killed has left a queue, and the broker goes on filling them all.
 */
@Mistake(killedBy = "aConnectionThatDiesLeavesNoQueue", saying = "the queue is gone")
final class LogExchangeThatDeclaresAQueueForAll extends PlainLogExchange {

    @Override
    String declareQueue(Channel channel) throws IOException {
        return channel.queueDeclare("", true, false, false, null).getQueue();
    }
}
