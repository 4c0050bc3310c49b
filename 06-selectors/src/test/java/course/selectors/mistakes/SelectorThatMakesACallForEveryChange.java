package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.SelectorKey;

import java.io.IOException;

/**
 * Makes the system call whether the events change or not. Servers change the data of a key at each
 * step of a conversation: the cheapest of operations becomes the most frequent call.
 */
@Mistake(killedBy = "theBackendIsToldOfOtherEventsButNotOfOtherData", saying = "with other data")
final class SelectorThatMakesACallForEveryChange extends PlainSelector {
    SelectorThatMakesACallForEveryChange(Backend backend) {
        super(backend);
    }

    @Override
    void change(SelectorKey old, SelectorKey changed) throws IOException {
        backend.change(changed.channel(), changed.events());
        keys.put(changed.channel(), changed);
    }
}
