package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.SelectorKey;

import java.nio.channels.SelectableChannel;
import java.util.Map;

/**
 * Copies the map for each caller. Whoever keeps the copy counts connections that have long gone;
 * and with ten thousand connections, each look costs ten thousand steps.
 */
@Mistake(killedBy = "theMapIsLiveAndReadOnly", saying = "the same map, later")
final class SelectorThatCopiesItsMap extends PlainSelector {
    SelectorThatCopiesItsMap(Backend backend) {
        super(backend);
    }

    @Override
    public Map<SelectableChannel, SelectorKey> map() {
        return Map.copyOf(keys);
    }
}
