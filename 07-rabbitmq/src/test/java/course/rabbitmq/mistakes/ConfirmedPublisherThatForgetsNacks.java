package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Hears acks alone. In real life: once in a year a queue's disk is full, and what was nacked then
 * is neither delivered nor reported.
 */
@Mistake(killedBy = "aNackedMessageIsSentAgain", saying = "a message that is nacked is sent again")
final class ConfirmedPublisherThatForgetsNacks extends PlainConfirmedPublisher {

    @Override
    void nacked(Pump pump, Order order) {}
}
