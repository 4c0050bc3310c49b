package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.SelectorKey;

import java.io.IOException;
import java.util.List;

/**
 * Looks for the channel with that number. The number of one that was closed belongs to another
 * connection by then: that one gets the callback, and answers the wrong client.
 */
@Mistake(killedBy = "twoChannelsThatHadOneNumberAreTwo", saying = "after modify of the closed one")
final class SelectorThatModifiesTheNextOwner extends PlainSelector {
    SelectorThatModifiesTheNextOwner(Backend backend) {
        super(backend);
    }

    @Override
    void change(SelectorKey old, SelectorKey changed) throws IOException {
        for (var key : List.copyOf(keys.values())) {
            if (key.fd() == old.fd() && key.channel().isOpen()) {
                keys.put(key.channel(), changed);
            }
        }
        super.change(old, changed);
    }
}
