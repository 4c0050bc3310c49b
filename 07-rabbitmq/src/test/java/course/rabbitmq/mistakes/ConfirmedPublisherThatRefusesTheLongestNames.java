package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Takes 255 bytes for too many. In real life: one customer has a routing key that is as long as it
 * may be, and can't order.
 */
@Mistake(killedBy = "aNameOf255BytesIsTaken", saying = "names of 255 bytes")
final class ConfirmedPublisherThatRefusesTheLongestNames extends PlainConfirmedPublisher {

    @Override
    void check(String exchange, String routingKey) {
        super.check(exchange + "x", routingKey + "x");
    }
}
