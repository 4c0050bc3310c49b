package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.time.Duration;

/**
 * Sends requests that do not expire. In real life: after an hour without servers the queue is full
 * of calls that all have timed out, and the servers work through them first.
 */
@Mistake(killedBy = "aRequestExpiresWithItsCall", saying = "leaves the queue (its expiration)")
final class RpcOverQueueThatLetsRequestsOutliveTheirCalls extends PlainRpcOverQueue {

    @Override
    String expiration(Duration timeout) {
        return null;
    }
}
