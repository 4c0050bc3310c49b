package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Takes answers to be acknowledged, and does not. In real life: the broker's memory grows by every
 * answer that was ever given, until it stops all publishers.
 */
@Mistake(killedBy = "theBrokerKeepsNoAnswers", saying = "the broker keeps none")
final class RpcOverQueueThatKeepsAnswersAtTheBroker extends PlainRpcOverQueue {

    @Override
    boolean autoAck() {
        return false;
    }
}
