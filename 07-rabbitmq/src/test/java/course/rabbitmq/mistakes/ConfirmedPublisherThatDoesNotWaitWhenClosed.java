package course.rabbitmq.mistakes;

import course.kit.Mistake;

/** Closes at once. In real life: the last messages before each deployment are missing. */
@Mistake(killedBy = "closingWaitsForWhatIsOnItsWay", saying = "while a message was on its way")
final class ConfirmedPublisherThatDoesNotWaitWhenClosed extends PlainConfirmedPublisher {

    @Override
    boolean waitsForAll() {
        return false;
    }
}
