package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.util.concurrent.TimeoutException;

/**
 * Waits for the broker, and does not look at what it says. In real life: as if nobody had waited.
 */
@Mistake(
        killedBy = "aTaskThatIsNackedIsAFailure",
        saying = "the broker says that it has not taken the task")
final class WorkQueueThatTakesANackForAnAnswer extends PlainWorkQueue {

    @Override
    void awaitConfirm(Channel channel) throws InterruptedException, TimeoutException {
        channel.waitForConfirms(LONGEST_SUBMIT.toMillis());
    }
}
