package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * Opens the new channel where it hears that the old one is gone. In real life: the thread that
 * would read the broker's answer is the one that waits for it, and the program stands.
 */
@Mistake(
        killedBy = "whatIsOnItsWayWhenTheConnectionIsLostIsSentAgain",
        saying = "opened in a callback")
final class ConfirmedPublisherThatOpensChannelsInACallback extends PlainConfirmedPublisher {

    @Override
    void hasLost(Pump pump) {
        try {
            pump.reopen();
        } catch (IOException | TimeoutException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
