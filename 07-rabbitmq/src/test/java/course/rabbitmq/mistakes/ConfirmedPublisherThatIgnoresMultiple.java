package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.Collection;
import java.util.SortedMap;

/**
 * Takes an ack of several for an ack of one. In real life: it works as long as little is sent;
 * under load the broker acks in groups, and the publisher stands, waiting for answers that have
 * come.
 */
@Mistake(killedBy = "anAckOfSeveralIsForAllUpToItsNumber", saying = "multiple")
final class ConfirmedPublisherThatIgnoresMultiple extends PlainConfirmedPublisher {

    @Override
    Collection<Order> answered(SortedMap<Long, Order> sent, long number, boolean multiple) {
        return super.answered(sent, number, false);
    }
}
