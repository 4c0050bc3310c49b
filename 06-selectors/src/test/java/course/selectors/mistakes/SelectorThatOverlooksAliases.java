package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.nio.channels.SelectableChannel;

/**
 * Asks whether the channel is known, not whether its descriptor is. Two channels on one descriptor
 * overwrite each other in the kernel.
 */
@Mistake(
        killedBy = "aDescriptorCannotBeRegisteredTwice",
        saying = "with a descriptor that is registered already")
final class SelectorThatOverlooksAliases extends PlainSelector {
    SelectorThatOverlooksAliases(Backend backend) {
        super(backend);
    }

    @Override
    void checkNew(SelectableChannel channel) {
        if (keys.containsKey(channel)) {
            throw new IllegalStateException("registered already");
        }
    }
}
