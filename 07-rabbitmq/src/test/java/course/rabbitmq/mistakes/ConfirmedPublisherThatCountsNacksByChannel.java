package course.rabbitmq.mistakes;

import com.rabbitmq.client.ShutdownSignalException;

import course.kit.Mistake;

import java.util.Collection;

/**
 * Begins to count anew on each channel. In real life: a full queue and a broker that is restarted
 * now and then, and the same messages go to and fro without end.
 */
@Mistake(killedBy = "nacksAloneAreCountedAndOnAllChannels", saying = "nacked for the third time")
final class ConfirmedPublisherThatCountsNacksByChannel extends PlainConfirmedPublisher {

    @Override
    void lost(Pump pump, Collection<Order> sent, ShutdownSignalException reason) {
        sent.forEach(order -> order.nacks = 0);
        super.lost(pump, sent, reason);
    }
}
