package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Consumes with autoAck, as the tutorial's first program does. The broker then forgets a task when
 * it has sent it, and sends all it has. In real life: one worker has a thousand tasks in its
 * memory, the others have nothing to do, and when it dies all thousand are lost.
 */
@Mistake(killedBy = "whoIsBusyTakesNoMoreTasks", saying = "2 messages arrive")
final class WorkQueueThatAcknowledgesByItself extends PlainWorkQueue {

    @Override
    boolean autoAck() {
        return true;
    }

    @Override
    void handle(Channel channel, Delivery delivery, Work work, Consumer<String> givenUp)
            throws IOException {
        try {
            work.on(new String(delivery.getBody(), StandardCharsets.UTF_8));
        } catch (Throwable failure) {
            // the broker has forgotten it
        }
    }
}
