package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Lets calls wait for answers that can't come any more. In real life: the broker is restarted in a
 * second, and every caller stands until its timeout.
 */
@Mistake(killedBy = "aLostConnectionEndsTheCallsThatWait", saying = "when the connection is lost")
final class RpcOverQueueThatDoesNotHearOfALostConnection extends PlainRpcOverQueue {

    @Override
    void lost(Caller caller) {}
}
