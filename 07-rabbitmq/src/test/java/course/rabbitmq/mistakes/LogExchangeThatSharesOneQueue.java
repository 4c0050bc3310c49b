package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Has all subscribers consume one queue, which is what 7.4 wants, and not what is wanted here. In
 * real life: the second log window is opened, and each of them shows every other line.
 */
@Mistake(killedBy = "eachSubscriberGetsItsCopy", saying = "2 messages arrive")
final class LogExchangeThatSharesOneQueue extends PlainLogExchange {

    @Override
    String declareQueue(Channel channel) throws IOException {
        return channel.queueDeclare("logs", true, false, false, null).getQueue();
    }
}
