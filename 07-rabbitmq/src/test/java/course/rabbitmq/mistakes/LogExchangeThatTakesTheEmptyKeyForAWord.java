package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Splits the empty key into one word, an empty one. In real life: messages without a key are said
 * to go to whoever is bound with a star, and go to nobody.
 */
@Mistake(killedBy = "theEmptyKeyHasNoWords", saying = "binding key \"*\", routing key \"\"")
final class LogExchangeThatTakesTheEmptyKeyForAWord extends PlainLogExchange {

    @Override
    String[] words(String key) {
        return key.split("\\.", -1);
    }
}
