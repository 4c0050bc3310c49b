package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Takes a new channel that is lost at once for the end. In real life: the broker comes up, is
 * killed once more in its first second, and the publishers do not come back with it.
 */
@Mistake(killedBy = "aNewChannelMayBeLostBeforeItIsUsed", saying = "another channel is opened")
final class ConfirmedPublisherThatGivesUpWhenItIsLostTwice extends PlainConfirmedPublisher {

    @Override
    void lostAgain(Exception reason) throws IOException {
        throw new IOException(reason);
    }
}
