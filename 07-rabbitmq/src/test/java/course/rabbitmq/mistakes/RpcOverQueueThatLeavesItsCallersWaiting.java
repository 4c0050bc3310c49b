package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Closes its channels, and says nothing to those who wait. In real life: a service that does not
 * come to its end when it is told to, and is killed after half a minute.
 */
@Mistake(killedBy = "closingAClientEndsTheCallsThatWait", saying = "ends when its client is closed")
final class RpcOverQueueThatLeavesItsCallersWaiting extends PlainRpcOverQueue {

    @Override
    void closed(Caller caller) {}

    @Override
    void lost(Caller caller) {}
}
