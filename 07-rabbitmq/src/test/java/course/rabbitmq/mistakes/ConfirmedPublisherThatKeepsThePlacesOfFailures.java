package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Makes room when a message is acked, and not when it fails. In real life: each failure leaves less
 * room, and one day the publisher stands.
 */
@Mistake(killedBy = "whatHasFailedMakesRoom", saying = "there is room for milk")
final class ConfirmedPublisherThatKeepsThePlacesOfFailures extends PlainConfirmedPublisher {

    @Override
    boolean failuresMakeRoom() {
        return false;
    }
}
