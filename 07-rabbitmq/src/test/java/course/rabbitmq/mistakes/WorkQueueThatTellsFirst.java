package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;

import course.kit.Mistake;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Tells of a task that is given up before it is taken out of the queue. In real life: the mail
 * server is away for a minute, the mail about the poisoned order fails, and the worker is stuck
 * with it.
 */
@Mistake(
        killedBy = "whoIsToldOfATaskThatIsGivenUpMayThrow",
        saying = "the worker goes on when givenUp has thrown")
final class WorkQueueThatTellsFirst extends PlainWorkQueue {

    @Override
    void failed(Channel channel, Delivery delivery, String task, Consumer<String> givenUp)
            throws IOException {
        var number = delivery.getEnvelope().getDeliveryTag();
        if (delivery.getEnvelope().isRedeliver()) {
            givenUp.accept(task);
            channel.basicAck(number, false);
        } else {
            channel.basicReject(number, true);
        }
    }
}
