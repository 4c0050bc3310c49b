package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

/**
 * Waits for the confirm without a limit. In real life: the broker stands, and with it everything
 * that writes a line to the log.
 */
@Mistake(killedBy = "aMessageThatIsNeverConfirmedIsAFailureInTime", saying = "no end within")
final class LogExchangeThatWaitsForEver extends PlainLogExchange {

    @Override
    void awaitConfirm(Channel channel) throws InterruptedException {
        channel.waitForConfirms();
    }
}
