package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.util.concurrent.TimeoutException;

/**
 * Waits for the confirm, and does not look whether it is one. In real life: a log with holes, each
 * of which the broker has reported.
 */
@Mistake(
        killedBy = "aMessageThatIsNackedIsAFailure",
        saying = "the broker says that it has not taken the message")
final class LogExchangeThatTakesANackForAnAnswer extends PlainLogExchange {

    @Override
    void awaitConfirm(Channel channel) throws InterruptedException, TimeoutException {
        channel.waitForConfirms(LONGEST_PUBLISH.toMillis());
    }
}
