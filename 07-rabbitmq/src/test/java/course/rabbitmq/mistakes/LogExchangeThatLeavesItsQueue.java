package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

/**
 * Closes its channel and believes the exclusive queue to be gone. It lasts as long as the
 * connection. In real life: a service that subscribes for each request, and a broker whose memory
 * is full of messages that nobody will ever read.
 */
@Mistake(killedBy = "aSubscriptionThatIsClosedLeavesNoQueue", saying = "the queue is gone")
final class LogExchangeThatLeavesItsQueue extends PlainLogExchange {

    @Override
    void delete(Channel channel, String queue) {}
}
