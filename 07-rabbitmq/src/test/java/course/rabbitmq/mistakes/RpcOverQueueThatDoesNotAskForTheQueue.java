package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Publishes without mandatory, so the broker throws a request away for which there is no queue, and
 * says nothing. In real life: a mistyped name looks like a slow server.
 */
@Mistake(
        killedBy = "aCallWithoutAQueueFailsAtOnce",
        saying = "a call fails at once where there is no queue")
final class RpcOverQueueThatDoesNotAskForTheQueue extends PlainRpcOverQueue {

    @Override
    boolean mandatory() {
        return false;
    }
}
