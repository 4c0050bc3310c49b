package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Lets the backend be heard when it cannot remove a channel that was closed before. The clean-up
 * after a broken connection throws, and what was to be cleaned up after it is not.
 */
@Mistake(killedBy = "aClosedChannelCanBeUnregistered", saying = "ClosedChannelException")
final class SelectorThatMindsWhenAChannelIsClosed extends PlainSelector {
    SelectorThatMindsWhenAChannelIsClosed(Backend backend) {
        super(backend);
    }

    @Override
    void cannotRemove(IOException e) {
        throw new UncheckedIOException(e);
    }
}
