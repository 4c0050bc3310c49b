package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Takes a hash for one word or more, as the plus of a regular expression. In real life: whoever is
 * bound with kern.# hears plain kern, too, and was told that it would not.
 */
@Mistake(
        killedBy = "aHashIsAnyNumberOfWords",
        saying = "binding key \"kern.#\", routing key \"kern\"")
final class LogExchangeThatWantsAWordForAHash extends PlainLogExchange {

    @Override
    boolean matches(String[] pattern, String[] words) {
        var longer =
                Arrays.stream(pattern)
                        .flatMap(part -> part.equals("#") ? Stream.of("*", "#") : Stream.of(part))
                        .toArray(String[]::new);
        return super.matches(longer, words);
    }
}
