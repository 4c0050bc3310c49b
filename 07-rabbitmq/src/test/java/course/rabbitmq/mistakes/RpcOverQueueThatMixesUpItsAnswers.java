package course.rabbitmq.mistakes;

import com.rabbitmq.client.AMQP.BasicProperties;

import course.kit.Mistake;

import java.util.SequencedMap;

/**
 * Takes each answer for that of the call that has waited longest. In real life: with one server all
 * is well, and with two one customer sees another one's account.
 */
@Mistake(killedBy = "answersMayComeInAnotherOrder", saying = "the answer to the call \"")
final class RpcOverQueueThatMixesUpItsAnswers extends PlainRpcOverQueue {

    @Override
    Call take(SequencedMap<String, Call> calls, BasicProperties answer) {
        var oldest = calls.pollFirstEntry();
        return oldest == null ? null : oldest.getValue();
    }
}
