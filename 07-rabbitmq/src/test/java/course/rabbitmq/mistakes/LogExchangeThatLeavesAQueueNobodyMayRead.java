package course.rabbitmq.mistakes;

import com.rabbitmq.client.Connection;

import course.kit.Mistake;

/**
 * Believes that a queue is gone with the channel on which consuming it was refused. In real life: a
 * service tries again every minute, and each time leaves one more queue that fills up.
 */
@Mistake(killedBy = "whoMayNotConsumeLeavesNoQueue", saying = "though subscribe failed")
final class LogExchangeThatLeavesAQueueNobodyMayRead extends PlainLogExchange {

    @Override
    void whenNotConsumed(Connection connection, String queue) {}
}
