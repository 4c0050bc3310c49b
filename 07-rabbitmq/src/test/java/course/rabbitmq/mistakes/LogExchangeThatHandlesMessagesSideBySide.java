package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Has each message handled by a thread of its own. In real life: "stopped" is in the log before
 * "stopping", now and then.
 */
@Mistake(killedBy = "aMessageIsHandedOverWhenTheOneBeforeIsDone", saying = "at the same time")
final class LogExchangeThatHandlesMessagesSideBySide extends PlainLogExchange {

    @Override
    void limit(Channel channel) throws IOException {
        channel.basicQos(20);
    }

    @Override
    void handle(Channel channel, Delivery delivery, Handler handler) {
        Thread.startVirtualThread(() -> {
            try {
                super.handle(channel, delivery, handler);
            } catch (IOException gone) {
                // so is the queue
            }
        });
    }
}
