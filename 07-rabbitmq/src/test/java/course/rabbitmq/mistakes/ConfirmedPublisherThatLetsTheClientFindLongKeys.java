package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Leaves it to the client to refuse a routing key that is too long. In real life: the client has
 * counted the message, the broker has not, and from then on every confirm is taken for the next
 * message.
 */
@Mistake(killedBy = "aRoutingKeyThatIsTooLongHarmsNobody", saying = "256 bytes")
final class ConfirmedPublisherThatLetsTheClientFindLongKeys extends PlainConfirmedPublisher {

    @Override
    void check(String exchange, String routingKey) {}
}
