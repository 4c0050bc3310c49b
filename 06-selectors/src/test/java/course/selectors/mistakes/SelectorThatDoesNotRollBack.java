package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.SelectorKey;

import java.io.IOException;

/**
 * Puts the key into the map and then asks the backend, which may refuse. The map has a channel that
 * nobody watches: it is silent for ever, and cannot be registered again.
 */
@Mistake(
        killedBy = "whatTheBackendRefusesIsRolledBack",
        saying = "the map, after register, when its backend throws")
final class SelectorThatDoesNotRollBack extends PlainSelector {
    SelectorThatDoesNotRollBack(Backend backend) {
        super(backend);
    }

    @Override
    void add(SelectorKey key) throws IOException {
        keys.put(key.channel(), key);
        super.add(key);
    }
}
