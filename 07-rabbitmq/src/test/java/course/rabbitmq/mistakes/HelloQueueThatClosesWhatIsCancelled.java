package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Cancels a consumer that the broker has cancelled already. In real life: somebody deletes a queue,
 * and the program that read from it can't be shut down any more.
 */
@Mistake(killedBy = "aReceiverWhoseQueueIsGoneCanBeClosed", saying = "its tag is unknown")
final class HelloQueueThatClosesWhatIsCancelled extends PlainHelloQueue {

    @Override
    void cancel(Channel channel, String tag) throws IOException {
        channel.basicCancel(tag);
    }
}
