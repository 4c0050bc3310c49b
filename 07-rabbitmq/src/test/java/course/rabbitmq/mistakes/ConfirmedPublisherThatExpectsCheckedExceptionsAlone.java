package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Is prepared for what open declares, and nothing else. In real life: the connection is closed,
 * opening a channel on it throws AlreadyClosedException, and whoever waits for an outcome waits for
 * ever.
 */
@Mistake(killedBy = "whateverIsThrownWhereAChannelIsOpenedEndsIt", saying = "is a failure")
final class ConfirmedPublisherThatExpectsCheckedExceptionsAlone extends PlainConfirmedPublisher {

    @Override
    void thereIsNoChannel(Pump pump, Throwable reason) {
        if (!(reason instanceof RuntimeException)) {
            super.thereIsNoChannel(pump, reason);
        }
    }
}
