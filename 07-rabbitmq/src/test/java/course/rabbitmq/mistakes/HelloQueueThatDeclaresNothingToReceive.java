package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

/**
 * The queue is declared by the sender alone. In real life: on a new broker the receiver ends with
 * "NOT_FOUND - no queue 'hello'" until the first message has been sent.
 */
@Mistake(killedBy = "aReceiverMayComeBeforeAnySender", saying = "receive failed: ")
final class HelloQueueThatDeclaresNothingToReceive extends PlainHelloQueue {

    @Override
    void declareToReceive(Channel channel) {}
}
