package course.selectors.mistakes;

import course.kit.Mistake;
import course.select.system.Descriptors;
import course.selectors.Backend;
import course.selectors.Event;
import course.selectors.SelectorKey;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.Set;

/**
 * Asks for the descriptor again for each new key. A callback that notes down in the data why it has
 * closed its channel fails at that.
 */
@Mistake(killedBy = "aClosedChannelCanBeGivenOtherData", saying = "ClosedChannelException")
final class SelectorThatAsksAClosedChannelForItsNumber extends PlainSelector {
    SelectorThatAsksAClosedChannelForItsNumber(Backend backend) {
        super(backend);
    }

    @Override
    public SelectorKey modify(SelectableChannel channel, Set<Event> events, Object data)
            throws IOException {
        key(channel);
        Descriptors.of(channel);
        return super.modify(channel, events, data);
    }
}
