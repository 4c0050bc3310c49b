package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.SelectorKey;

/**
 * Works through its list as it was. One callback ends a conversation between two connections, and
 * the other one, whose turn comes next, reads from a closed channel, or writes into structures that
 * are gone.
 */
@Mistake(
        killedBy = "whoIsUnregisteredByAnotherCallbackIsNotCalled",
        saying = "each unregisters the other")
final class CallbackServerThatCallsTheDead extends PlainCallbackServer {
    @Override
    SelectorKey current(SelectorKey key) {
        return key;
    }
}
