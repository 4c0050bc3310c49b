package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Numbers a call by the thread that makes it. In real life: an answer comes a moment too late, and
 * the thread's next caller gets it: the account of somebody else.
 */
@Mistake(killedBy = "aLateAnswerIsNotForTheNextCall", saying = "the answer to the second call")
final class RpcOverQueueThatNumbersCallsByThread extends PlainRpcOverQueue {

    @Override
    String number(long count) {
        return Thread.currentThread().getName();
    }
}
