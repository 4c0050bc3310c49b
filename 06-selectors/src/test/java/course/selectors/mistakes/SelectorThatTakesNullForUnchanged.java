package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.SelectorKey;

import java.io.IOException;

/**
 * Takes null for no news. Data that was to be taken away is still there: an old callback is called,
 * and what it refers to is never freed.
 */
@Mistake(killedBy = "modifyCanChangeTheDataAlone", saying = "modified to null")
final class SelectorThatTakesNullForUnchanged extends PlainSelector {
    SelectorThatTakesNullForUnchanged(Backend backend) {
        super(backend);
    }

    @Override
    void change(SelectorKey old, SelectorKey changed) throws IOException {
        var data = changed.data() == null ? old.data() : changed.data();
        super.change(old, new SelectorKey(old.channel(), old.fd(), changed.events(), data));
    }
}
