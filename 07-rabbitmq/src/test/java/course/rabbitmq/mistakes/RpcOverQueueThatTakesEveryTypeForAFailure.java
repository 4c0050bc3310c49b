package course.rabbitmq.mistakes;

import com.rabbitmq.client.AMQP.BasicProperties;

import course.kit.Mistake;

/**
 * Takes whatever has a type for a failure. In real life: a server in another language says what its
 * results are, and every call that it has answered fails.
 */
@Mistake(killedBy = "anAnswerOfAnotherTypeIsAResult", saying = "ProcedureFailed")
final class RpcOverQueueThatTakesEveryTypeForAFailure extends PlainRpcOverQueue {

    @Override
    boolean isFailure(BasicProperties answer) {
        return answer.getType() != null;
    }
}
