package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

/**
 * Sets no prefetch. In real life: the second server was started because the first one is busy, and
 * it has nothing to do, since the first one holds all the calls already.
 */
@Mistake(
        killedBy = "whoIsBusyTakesNoMoreCalls",
        saying = "two calls are left to a server that is free")
final class RpcOverQueueThatTakesAllItCanGet extends PlainRpcOverQueue {

    @Override
    void limit(Channel channel) {}
}
