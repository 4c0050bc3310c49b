package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Leaves it to the client to refuse a key, when a queue is there and bound with the keys before it.
 * In real life: a caller tries again every second, and each time there is one more queue that
 * nobody reads.
 */
@Mistake(killedBy = "aKeyThatIsTooLongIsRefused", saying = "another key is bound")
final class LogExchangeThatLooksAtKeysTooLate extends PlainLogExchange {

    @Override
    void check(String key) {}
}
