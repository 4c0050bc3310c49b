package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.Event;
import course.selectors.SelectorKey;

import java.util.Set;

/**
 * Hands on all that the backend reports. A hang-up is READ and WRITE, so a callback that only reads
 * is called for writing, too, and looks into a queue that it does not have.
 */
@Mistake(killedBy = "whatTheBackendFindsIsCutToWhatWasAskedFor", saying = "that is watched for")
final class SelectorThatReportsMoreThanWasAskedFor extends PlainSelector {
    SelectorThatReportsMoreThanWasAskedFor(Backend backend) {
        super(backend);
    }

    @Override
    void limit(Set<Event> events, SelectorKey key) {}
}
