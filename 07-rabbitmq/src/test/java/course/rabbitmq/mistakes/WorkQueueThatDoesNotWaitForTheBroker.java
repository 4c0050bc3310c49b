package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

/**
 * Sends a task and trusts that it arrives. In real life: the broker was out of disk, and the shop
 * has said "thank you for your order" a hundred times.
 */
@Mistake(killedBy = "aTaskThatIsNackedIsAFailure", saying = "Expecting code to raise a throwable")
final class WorkQueueThatDoesNotWaitForTheBroker extends PlainWorkQueue {

    @Override
    void awaitConfirm(Channel channel) {}
}
