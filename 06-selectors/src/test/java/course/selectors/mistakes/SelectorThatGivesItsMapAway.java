package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.SelectorKey;

import java.nio.channels.SelectableChannel;
import java.util.Map;

/**
 * Shows its own map. Whoever tidies up in it changes what the selector knows, and not what the
 * kernel watches.
 */
@Mistake(killedBy = "theMapIsLiveAndReadOnly", saying = "to remove a key from the map")
final class SelectorThatGivesItsMapAway extends PlainSelector {
    SelectorThatGivesItsMapAway(Backend backend) {
        super(backend);
    }

    @Override
    public Map<SelectableChannel, SelectorKey> map() {
        return keys;
    }
}
