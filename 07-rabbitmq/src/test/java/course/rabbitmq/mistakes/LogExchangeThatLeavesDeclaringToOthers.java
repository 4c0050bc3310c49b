package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

/**
 * Publishes without declaring the exchange, and without waiting for the broker, who closes the
 * channel for it. In real life: all is well until the publisher is the first to start one day; what
 * it says is gone, without an error.
 */
@Mistake(killedBy = "whoPublishesDeclaresTheExchangeToo", saying = "after publish, failed")
final class LogExchangeThatLeavesDeclaringToOthers extends PlainLogExchange {

    @Override
    void declareToPublish(Channel channel, Exchange exchange) {}

    @Override
    void awaitConfirm(Channel channel) {}
}
