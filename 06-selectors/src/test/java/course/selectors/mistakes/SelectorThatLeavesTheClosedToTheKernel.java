package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.SelectorKey;

import java.nio.channels.SelectableChannel;

/**
 * Does not tell the backend that a closed channel is unregistered, since the kernel has forgotten
 * it. The backend has not: it keeps what it knows of each connection that was ever closed.
 */
@Mistake(
        killedBy = "theBackendIsToldOfAChannelThatWasClosed",
        saying = "unregister of a closed channel")
final class SelectorThatLeavesTheClosedToTheKernel extends PlainSelector {
    SelectorThatLeavesTheClosedToTheKernel(Backend backend) {
        super(backend);
    }

    @Override
    public SelectorKey unregister(SelectableChannel channel) {
        if (channel.isOpen()) {
            return super.unregister(channel);
        }
        var key = key(channel);
        forget(key);
        return key;
    }
}
