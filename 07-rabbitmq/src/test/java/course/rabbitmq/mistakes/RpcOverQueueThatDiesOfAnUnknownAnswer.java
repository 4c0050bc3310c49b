package course.rabbitmq.mistakes;

import com.rabbitmq.client.AMQP.BasicProperties;

import course.kit.Mistake;

import java.util.Objects;
import java.util.SequencedMap;

/**
 * Takes it for granted that somebody waits for each answer. In real life: one answer comes too
 * late, the exception closes the channel, and from then on every call times out.
 */
@Mistake(
        killedBy = "answersThatNobodyWaitsForAreIgnored",
        saying = "expected that the call \"a\" returns \"a's\"")
final class RpcOverQueueThatDiesOfAnUnknownAnswer extends PlainRpcOverQueue {

    @Override
    Call take(SequencedMap<String, Call> calls, BasicProperties answer) {
        return Objects.requireNonNull(super.take(calls, answer));
    }
}
