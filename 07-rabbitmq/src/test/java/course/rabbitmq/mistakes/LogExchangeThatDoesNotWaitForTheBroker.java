package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

/**
 * Publishes, and is gone. In real life: the disk is full, and the one message that says so is lost,
 * without an error.
 */
@Mistake(
        killedBy = "aMessageThatIsNackedIsAFailure",
        saying = "Expecting code to raise a throwable")
final class LogExchangeThatDoesNotWaitForTheBroker extends PlainLogExchange {

    @Override
    void awaitConfirm(Channel channel) {}
}
