package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Has one reply queue for all clients. In real life: it works until a second client is started;
 * then the broker gives the answers to both in turn, and every other call times out.
 */
@Mistake(killedBy = "severalClientsEachGetTheirOwnAnswers", saying = "the call \"")
final class RpcOverQueueThatSharesItsReplyQueue extends PlainRpcOverQueue {

    @Override
    String declareReplies(Channel channel) throws IOException {
        channel.queueDeclare("replies", true, false, false, null);
        return "replies";
    }
}
