package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

/**
 * Forgets that it was closed. A call that comes too late waits on a descriptor that is somebody
 * else's by now.
 */
@Mistake(killedBy = "whenItIsClosedItKnowsNothingMore", saying = "when the selector is closed")
final class SelectorThatWorksOnWhenClosed extends PlainSelector {
    SelectorThatWorksOnWhenClosed(Backend backend) {
        super(backend);
    }

    @Override
    void checkOpen() {}
}
