package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.time.Duration;

/**
 * Takes the unit of expiration for seconds. In real life: a server is busy for a tenth of a second,
 * and calls that would wait a minute have no answer.
 */
@Mistake(killedBy = "aRequestDoesNotExpireBeforeItsCall", saying = "did it expire before its call")
final class RpcOverQueueThatExpiresInSeconds extends PlainRpcOverQueue {

    @Override
    String expiration(Duration timeout) {
        return String.valueOf(timeout.toSeconds());
    }
}
