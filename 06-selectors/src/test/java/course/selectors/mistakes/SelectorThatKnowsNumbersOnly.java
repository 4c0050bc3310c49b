package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.SelectorKey;

/**
 * Takes the descriptor for the channel. The number of a closed connection is the next connection's:
 * the old one's clean-up takes the new one out of the map, and its client never hears a word.
 */
@Mistake(
        killedBy = "theNextOwnerOfANumberIsNobodyElse",
        saying = "the next owner of the descriptor")
final class SelectorThatKnowsNumbersOnly extends PlainSelector {
    SelectorThatKnowsNumbersOnly(Backend backend) {
        super(backend);
    }

    @Override
    void forget(SelectorKey key) {
        keys.values().removeIf(other -> other.fd() == key.fd());
    }
}
