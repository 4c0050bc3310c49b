package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Holds the lock that the confirms need while it writes to the broker. In real life: the line is
 * full, the broker can't get rid of its confirms, and each of the two waits for the other.
 */
@Mistake(killedBy = "confirmsAreHeardWhileAPublishIsHeldUp", saying = "what does it wait for?")
final class ConfirmedPublisherThatHoldsItsLockWhileSending extends PlainConfirmedPublisher {

    @Override
    void send(Pump pump, Line line, Order order) throws IOException {
        synchronized (pump) {
            super.send(pump, line, order);
        }
    }
}
