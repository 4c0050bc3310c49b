package course.rabbitmq.mistakes;

import com.rabbitmq.client.ShutdownSignalException;

import course.kit.Mistake;

import java.util.Collection;

/**
 * Opens a new channel, and begins anew. In real life: each restart of the broker costs a few
 * messages, and whoever waits for their outcome waits for ever.
 */
@Mistake(
        killedBy = "whatIsOnItsWayWhenTheConnectionIsLostIsSentAgain",
        saying = "is sent again on a new channel")
final class ConfirmedPublisherThatForgetsWhatWasOnItsWay extends PlainConfirmedPublisher {

    @Override
    void lost(Pump pump, Collection<Order> sent, ShutdownSignalException reason) {}
}
