package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.SortedMap;

/**
 * Takes what comes back for the message that is answered next. In real life: acks are late, since
 * the disk is slow, and the wrong customers are told that their order went nowhere.
 */
@Mistake(killedBy = "aMessageThatComesBackDoesNotSpoilTheOthers", saying = "the outcome of tea")
final class ConfirmedPublisherThatTakesTheOldestForWhatCameBack extends PlainConfirmedPublisher {

    @Override
    Order returned(SortedMap<Long, Order> sent, String id) {
        return sent.get(sent.firstKey());
    }
}
