package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Both sides declare an exclusive queue, as one finds in many an example. In real life: it works
 * within one program; the queue belongs to its connection, and a second program is refused.
 */
@Mistake(killedBy = "aMessageWaitsForAReceiverThatComesLater", saying = "lost")
final class HelloQueueThatDeclaresAQueueOfItsOwn extends PlainHelloQueue {

    @Override
    void declare(Channel channel) throws IOException {
        channel.queueDeclare(QUEUE, false, true, false, null);
    }
}
