package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.SelectorKey;

import java.io.IOException;

/**
 * Takes the key back if the system call fails, and not if the backend refuses the channel in
 * another way. It is in the map, nobody watches it, and it cannot be registered.
 */
@Mistake(killedBy = "whatTheBackendRefusesIsRolledBack", saying = "IllegalArgumentException")
final class SelectorThatRollsBackForIOExceptionsOnly extends PlainSelector {
    SelectorThatRollsBackForIOExceptionsOnly(Backend backend) {
        super(backend);
    }

    @Override
    void add(SelectorKey key) throws IOException {
        keys.put(key.channel(), key);
        try {
            backend.add(key.channel(), key.events());
        } catch (IOException e) {
            keys.remove(key.channel());
            throw e;
        }
    }
}
