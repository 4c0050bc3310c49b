package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.Collection;
import java.util.SortedMap;

/**
 * Takes every ack for one of all messages up to it. In real life: with several queues the broker
 * answers out of order, and now and then a lost message has been reported as delivered.
 */
@Mistake(killedBy = "anAckIsForOneMessage", saying = "milk alone is acked")
final class ConfirmedPublisherThatTakesEveryAckForSeveral extends PlainConfirmedPublisher {

    @Override
    Collection<Order> answered(SortedMap<Long, Order> sent, long number, boolean multiple) {
        return super.answered(sent, number, true);
    }
}
