package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.SelectorKey;

import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * Takes every exception with "interrupted" in its name for an interrupt. A callback that has waited
 * too long for its own database stops the whole server, in silence.
 */
@Mistake(
        killedBy = "aCallbackThatThrowsCostsItsOwnChannel",
        saying = "a callback has thrown java.io.InterruptedIOException")
final class CallbackServerThatEndsWithATimeout extends PlainCallbackServer {

    @Override
    void failed(SelectorKey key, Exception e) throws IOException {
        if (e instanceof InterruptedIOException) {
            Thread.currentThread().interrupt();
        } else {
            super.failed(key, e);
        }
    }
}
