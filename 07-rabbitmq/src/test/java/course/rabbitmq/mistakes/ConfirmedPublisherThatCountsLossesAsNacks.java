package course.rabbitmq.mistakes;

import com.rabbitmq.client.ShutdownSignalException;

import course.kit.Mistake;

import java.util.Collection;

/**
 * Counts how often a message was sent, and not how often it was nacked. In real life: the broker is
 * restarted twice, and what is nacked once after that is given up.
 */
@Mistake(killedBy = "nacksAloneAreCountedAndOnAllChannels", saying = "nacked for the second time")
final class ConfirmedPublisherThatCountsLossesAsNacks extends PlainConfirmedPublisher {

    @Override
    void lost(Pump pump, Collection<Order> sent, ShutdownSignalException reason) {
        sent.forEach(order -> order.nacks++);
        super.lost(pump, sent, reason);
    }
}
