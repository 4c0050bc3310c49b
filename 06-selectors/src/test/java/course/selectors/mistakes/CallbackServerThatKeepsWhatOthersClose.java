package course.selectors.mistakes;

import course.kit.Mistake;

/**
 * Cleans up after the connections that it closes itself. An administrator's callback closes one:
 * its key, its callback and what waits to be sent stay for ever.
 */
@Mistake(
        killedBy = "aConnectionThatAnotherCallbackEndsIsNotKept",
        saying = "keys of closed channels")
final class CallbackServerThatKeepsWhatOthersClose extends PlainCallbackServer {
    @Override
    void forgetTheClosed() {}
}
