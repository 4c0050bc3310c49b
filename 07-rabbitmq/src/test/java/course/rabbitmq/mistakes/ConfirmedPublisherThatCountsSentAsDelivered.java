package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Takes a message for delivered when it has been sent. In real life: all is well for months, and
 * after the first crash of the broker orders are missing that the shop has confirmed to its
 * customers.
 */
@Mistake(killedBy = "itIsNotConfirmedBeforeTheBrokerSaysSo", saying = "not known yet")
final class ConfirmedPublisherThatCountsSentAsDelivered extends PlainConfirmedPublisher {

    @Override
    void send(Pump pump, Line line, Order order) throws IOException {
        publish(line, order);
        pump.settle(order, Outcome.CONFIRMED);
    }
}
