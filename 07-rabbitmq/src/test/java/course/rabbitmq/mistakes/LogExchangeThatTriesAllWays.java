package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.List;

/**
 * Tries for each hash all numbers of words, one after the other. In real life: a key with a dozen
 * hashes, from a user's settings, and a core is at 100 % for ever.
 */
@Mistake(killedBy = "manyHashesAreAnsweredAtOnce", saying = "no end within")
final class LogExchangeThatTriesAllWays extends PlainLogExchange {

    @Override
    boolean matches(String[] pattern, String[] words) {
        return matches(List.of(pattern), List.of(words));
    }

    private boolean matches(List<String> pattern, List<String> words) {
        if (pattern.isEmpty()) {
            return words.isEmpty();
        }
        var rest = pattern.subList(1, pattern.size());
        if (pattern.getFirst().equals("#")) {
            for (var taken = 0; taken <= words.size(); taken++) {
                if (matches(rest, words.subList(taken, words.size()))) {
                    return true;
                }
            }
            return false;
        }
        return !words.isEmpty()
                && isFor(pattern.getFirst(), words.getFirst())
                && matches(rest, words.subList(1, words.size()));
    }
}
