package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.SelectorKey;

/**
 * Asks whether a channel is registered still, but not as what. Its callback was replaced a moment
 * ago by one for the next step of the conversation, and the old one is called.
 */
@Mistake(
        killedBy = "aKeyIsAsItIsWhenItsTurnComes",
        saying = "gives the other's channel a new callback")
final class CallbackServerThatUsesOldKeys extends PlainCallbackServer {
    @Override
    SelectorKey current(SelectorKey key) {
        return super.current(key) == null ? null : key;
    }
}
