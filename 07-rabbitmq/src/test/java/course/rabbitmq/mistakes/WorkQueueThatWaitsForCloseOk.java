package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Waits for a confirm in time, and then for the answer to its close. In real life: the broker's
 * disk hangs, and every request to the web server stands for ten minutes.
 */
@Mistake(killedBy = "aTaskThatIsNeverConfirmedIsAFailureInTime", saying = "no end within")
final class WorkQueueThatWaitsForCloseOk extends PlainWorkQueue {

    @Override
    void close(Channel channel) {
        try {
            channel.abort();
        } catch (IOException gone) {
            // closed enough
        }
    }
}
