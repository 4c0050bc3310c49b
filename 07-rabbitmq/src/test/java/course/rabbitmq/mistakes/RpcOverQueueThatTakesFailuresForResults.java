package course.rabbitmq.mistakes;

import com.rabbitmq.client.AMQP.BasicProperties;

import course.kit.Mistake;

/**
 * Returns the text of a failure as the result. In real life: "the disk is full" is stored as the
 * customer's name.
 */
@Mistake(killedBy = "aFailureIsThrownAtItsCaller", saying = "it returned \"no such number: x\"")
final class RpcOverQueueThatTakesFailuresForResults extends PlainRpcOverQueue {

    @Override
    boolean isFailure(BasicProperties answer) {
        return false;
    }
}
