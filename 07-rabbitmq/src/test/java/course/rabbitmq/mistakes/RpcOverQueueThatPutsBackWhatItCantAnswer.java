package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Puts a request that names no reply queue back into the queue. In real life: it comes back at
 * once, and the servers are busy with nothing else; one wrong message, sent by hand, was enough.
 */
@Mistake(
        killedBy = "aCallThatCantBeAnsweredIsDropped",
        saying = "are they put back into the queue?")
final class RpcOverQueueThatPutsBackWhatItCantAnswer extends PlainRpcOverQueue {

    @Override
    void drop(Channel channel, Delivery delivery) throws IOException {
        channel.basicReject(delivery.getEnvelope().getDeliveryTag(), true);
    }
}
