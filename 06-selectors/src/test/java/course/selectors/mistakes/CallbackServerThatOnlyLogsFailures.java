package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.SelectorKey;

/**
 * Writes the exception down and goes on, with the channel as it was: still ready, so it fails
 * again, at once and for ever.
 */
@Mistake(killedBy = "aCallbackThatThrowsCostsItsOwnChannel", saying = "the server is spinning")
final class CallbackServerThatOnlyLogsFailures extends PlainCallbackServer {
    @Override
    void failed(SelectorKey key, Exception e) {
        log.failed(key, e);
    }
}
