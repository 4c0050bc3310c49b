package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

/**
 * Waits for the confirm without a limit. In real life: the broker's disk is slow for a minute, and
 * all threads of the web server stand in submit.
 */
@Mistake(killedBy = "aTaskThatIsNeverConfirmedIsAFailureInTime", saying = "no end within")
final class WorkQueueThatWaitsForEver extends PlainWorkQueue {

    @Override
    void awaitConfirm(Channel channel) throws InterruptedException {
        channel.waitForConfirms();
    }
}
