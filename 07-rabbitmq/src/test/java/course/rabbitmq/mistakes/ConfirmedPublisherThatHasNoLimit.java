package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Never waits. In real life: the broker is slow or away for a minute, and the publisher ends with
 * an OutOfMemoryError, and with it all that it had promised to send.
 */
@Mistake(killedBy = "whoPublishesWaitsWhileTooManyAreOnTheirWay", saying = "2 are allowed")
final class ConfirmedPublisherThatHasNoLimit extends PlainConfirmedPublisher {

    @Override
    boolean isFull(int onTheirWay, int outstanding) {
        return false;
    }
}
