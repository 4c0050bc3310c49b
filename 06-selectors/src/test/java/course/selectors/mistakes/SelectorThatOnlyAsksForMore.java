package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.SelectorKey;

import java.io.IOException;

/**
 * Tells the backend when more is asked for, and not when less is. All works, and a connection that
 * has nothing to write any more wakes the loop again and again: there is room.
 */
@Mistake(killedBy = "whatIsNotAskedForAnyMoreEndsNoWait", saying = "to READ")
final class SelectorThatOnlyAsksForMore extends PlainSelector {
    SelectorThatOnlyAsksForMore(Backend backend) {
        super(backend);
    }

    @Override
    void change(SelectorKey old, SelectorKey changed) throws IOException {
        if (!old.events().containsAll(changed.events())) {
            backend.change(changed.channel(), changed.events());
        }
        keys.put(changed.channel(), changed);
    }
}
