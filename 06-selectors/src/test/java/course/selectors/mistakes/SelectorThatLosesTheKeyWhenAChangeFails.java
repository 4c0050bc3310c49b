package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.SelectorKey;

import java.io.IOException;
import java.nio.channels.SelectableChannel;

/**
 * Takes a change for a farewell and a new beginning. When the system call fails, the connection is
 * known to nobody, and its client waits.
 */
@Mistake(killedBy = "aChangeThatTheBackendRefusesIsRolledBack", saying = "Not registered")
final class SelectorThatLosesTheKeyWhenAChangeFails extends PlainSelector {
    SelectorThatLosesTheKeyWhenAChangeFails(Backend backend) {
        super(backend);
    }

    @Override
    void change(SelectorKey old, SelectorKey changed) throws IOException {
        keys.remove(old.channel());
        super.change(old, changed);
    }

    @Override
    public SelectorKey key(SelectableChannel channel) {
        if (!keys.containsKey(channel)) {
            throw new java.util.NoSuchElementException("Not registered: " + channel);
        }
        return super.key(channel);
    }
}
