package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.Event;
import course.selectors.SelectorKey;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.Set;

/**
 * Gives the backend the set of the caller, who adds to it for the next channel. From then on the
 * backend watches for more than anybody has asked for, or for less.
 */
@Mistake(killedBy = "theSetOfTheCallerMayChange", saying = "a change of that set")
final class SelectorThatLendsTheCallersSet extends PlainSelector {
    SelectorThatLendsTheCallersSet(Backend backend) {
        super(backend);
    }

    private Set<Event> lent;

    @Override
    public SelectorKey register(SelectableChannel channel, Set<Event> events, Object data)
            throws IOException {
        lent = events;
        return super.register(channel, events, data);
    }

    @Override
    void add(SelectorKey key) throws IOException {
        backend.add(key.channel(), lent);
        keys.put(key.channel(), key);
    }
}
