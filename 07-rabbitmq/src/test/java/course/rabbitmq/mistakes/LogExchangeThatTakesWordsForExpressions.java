package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Compares words as regular expressions. In real life: it is right for years, until a key has a
 * plus or a bracket in it.
 */
@Mistake(killedBy = "whatIsNoWildcardStandsForItself", saying = "binding key \"c++.[a-z]\"")
final class LogExchangeThatTakesWordsForExpressions extends PlainLogExchange {

    @Override
    boolean isFor(String part, String word) {
        return part.equals("*") || word.matches(part);
    }
}
