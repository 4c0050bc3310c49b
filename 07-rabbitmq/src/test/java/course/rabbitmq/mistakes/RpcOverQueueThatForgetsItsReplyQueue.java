package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Does not hear that the broker has cancelled its consumer. In real life: somebody tidies up the
 * queues, and all calls time out until the service is started again.
 */
@Mistake(killedBy = "aReplyQueueThatIsGoneEndsTheCallsThatWait", saying = "reply queue is gone")
final class RpcOverQueueThatForgetsItsReplyQueue extends PlainRpcOverQueue {

    @Override
    void cancelled(Caller caller) {
        // the connection is there, so all is well
    }
}
