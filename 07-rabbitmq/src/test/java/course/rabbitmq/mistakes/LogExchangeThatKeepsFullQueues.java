package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.io.IOException;

/** Deletes its queue if it is empty. In real life: in the test it always was. */
@Mistake(killedBy = "aQueueThatIsClosedMayHoldMessages", saying = "close ended with")
final class LogExchangeThatKeepsFullQueues extends PlainLogExchange {

    @Override
    void delete(Channel channel, String queue) throws IOException {
        channel.queueDelete(queue, false, true);
    }
}
