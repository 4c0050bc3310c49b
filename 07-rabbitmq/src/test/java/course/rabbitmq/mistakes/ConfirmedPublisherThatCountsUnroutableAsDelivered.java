package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Publishes without mandatory. In real life: a queue was renamed, the broker acks every message,
 * since it has done with it all that there was to do, and all of them are gone.
 */
@Mistake(killedBy = "whatNoQueueTakesIsReported", saying = "no queue takes")
final class ConfirmedPublisherThatCountsUnroutableAsDelivered extends PlainConfirmedPublisher {

    @Override
    boolean isMandatory() {
        return false;
    }
}
