package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.io.IOException;

/**
 * The sender's queue is durable, the receiver's is not. In real life: whoever comes second ends
 * with PRECONDITION_FAILED, "inequivalent arg 'durable'".
 */
@Mistake(killedBy = "aMessageArrives", saying = "inequivalent arg")
final class HelloQueueThatDeclaresAnotherQueue extends PlainHelloQueue {

    @Override
    void declareToReceive(Channel channel) throws IOException {
        channel.queueDeclare(QUEUE, false, false, false, null);
    }
}
