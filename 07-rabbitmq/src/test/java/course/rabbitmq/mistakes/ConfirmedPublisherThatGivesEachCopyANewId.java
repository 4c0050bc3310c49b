package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.UUID;

/**
 * Makes a new message id whenever it sends. In real life: after a crash some customers are charged
 * twice, since nobody can tell that the two messages are one.
 */
@Mistake(killedBy = "aNackedMessageIsSentAgain", saying = "the same as before")
final class ConfirmedPublisherThatGivesEachCopyANewId extends PlainConfirmedPublisher {

    @Override
    String id(Order order) {
        return UUID.randomUUID().toString();
    }
}
