package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Acknowledges a call, and then works on it. In real life: whenever a server is restarted, somebody
 * waits for an answer that nobody works on.
 */
@Mistake(
        killedBy = "aCallWhoseServerDiesGoesToAnotherOne",
        saying = "was it acknowledged before it was answered?")
final class RpcOverQueueThatAcknowledgesFirst extends PlainRpcOverQueue {

    @Override
    void handle(Channel channel, Delivery delivery, Procedure procedure) throws IOException {
        acknowledge(channel, delivery);
        var request = delivery.getProperties();
        if (request.getReplyTo() != null && request.getCorrelationId() != null) {
            answer(channel, request, work(procedure, text(delivery)));
        }
    }
}
