package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.io.IOException;
import java.util.UUID;

/**
 * Declares a reply queue that is not exclusive and not deleted by anybody. In real life: the broker
 * has eighty thousand queues, of clients that are long gone, and needs minutes to start.
 */
@Mistake(
        killedBy = "aClientHasOneReplyQueueAndTakesItAlong",
        saying = "the reply queue is gone when the client has been closed")
final class RpcOverQueueThatLeavesItsReplyQueue extends PlainRpcOverQueue {

    @Override
    String declareReplies(Channel channel) throws IOException {
        var name = "replies-" + UUID.randomUUID();
        channel.queueDeclare(name, true, false, false, null);
        return name;
    }
}
