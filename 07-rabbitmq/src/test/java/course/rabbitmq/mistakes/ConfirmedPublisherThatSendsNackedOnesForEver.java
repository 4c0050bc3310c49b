package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Sends again whatever is nacked, without end. In real life: a queue is full, and the publisher and
 * the broker are at 100 %, throwing the same messages to and fro.
 */
@Mistake(killedBy = "whatIsNackedTooOftenFails", saying = "nacked for the third time")
final class ConfirmedPublisherThatSendsNackedOnesForEver extends PlainConfirmedPublisher {

    @Override
    void nacked(Pump pump, Order order) {
        pump.again(order);
    }
}
