package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.FdSet;

/**
 * The kernel writes its answer into the sets it was given, so they must be built anew for each
 * call. Without that, what was ready once stays in the set, and keeps the server awake for channels
 * that nobody watches any more.
 */
@Mistake(killedBy = "whatWasReadyOnceDoesNotWakeALaterCall", saying = "it must wait")
final class SelectThatKeepsOldBits extends PlainSelect {
    @Override
    void clear(FdSet set) {}
}
