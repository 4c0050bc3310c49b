package course.rabbitmq.mistakes;

import com.rabbitmq.client.ShutdownSignalException;

import course.kit.Mistake;

import java.util.Collection;

/**
 * Takes every closed channel for a lost connection. In real life: one message to an exchange that
 * is not there, and a channel is opened and closed a thousand times a second.
 */
@Mistake(
        killedBy = "aRefusalFailsWhatIsOnItsWayAndNothingElse",
        saying = "milk, on its way when the channel was closed")
final class ConfirmedPublisherThatSendsAgainWhatWasRefused extends PlainConfirmedPublisher {

    @Override
    void lost(Pump pump, Collection<Order> sent, ShutdownSignalException reason) {
        sent.forEach(pump::again);
    }
}
