package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.SelectorKey;

import java.io.IOException;
import java.nio.channels.SelectableChannel;

/**
 * Takes a second registration in place of the first. Two parts of a program watch the same
 * connection, and the first one waits for ever.
 */
@Mistake(
        killedBy = "aChannelCannotBeRegisteredTwice",
        saying = "registered already throws IllegalStateException")
final class SelectorThatTakesASecondRegistration extends PlainSelector {
    SelectorThatTakesASecondRegistration(Backend backend) {
        super(backend);
    }

    @Override
    void checkNew(SelectableChannel channel) {
        keys.remove(channel);
    }

    @Override
    void add(SelectorKey key) throws IOException {
        try {
            super.add(key);
        } catch (IOException watchedAlready) {
            backend.change(key.channel(), key.events());
            keys.put(key.channel(), key);
        }
    }
}
