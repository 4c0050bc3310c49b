package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Acknowledges a call when the work is done, and then answers. In real life: it is well for years,
 * until a server dies just between the two.
 */
@Mistake(
        killedBy = "aCallIsAcknowledgedWhenItsAnswerHasBeenSent",
        saying = "first the answer, then that it is done")
final class RpcOverQueueThatAcknowledgesBeforeItAnswers extends PlainRpcOverQueue {

    @Override
    void handle(Channel channel, Delivery delivery, Procedure procedure) throws IOException {
        var request = delivery.getProperties();
        if (request.getReplyTo() == null || request.getCorrelationId() == null) {
            drop(channel, delivery);
            return;
        }
        var answer = work(procedure, text(delivery));
        acknowledge(channel, delivery);
        answer(channel, request, answer);
    }
}
