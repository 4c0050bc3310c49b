package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

/**
 * The queue is declared by the receiver alone. In real life: all is well, until the sender is
 * started first one day; its messages are gone, and no error was seen anywhere.
 */
@Mistake(killedBy = "aMessageWaitsForAReceiverThatComesLater", saying = "the message was lost")
final class HelloQueueThatDeclaresNothingToSend extends PlainHelloQueue {

    @Override
    void declareToSend(Channel channel) {}
}
