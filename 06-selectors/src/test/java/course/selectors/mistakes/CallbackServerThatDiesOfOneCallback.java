package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.SelectorKey;

import java.io.IOException;

/**
 * Lets an exception out of a callback end the loop. It runs well in every test, where clients are
 * polite, and falls in the first hour on the internet, where they are not.
 */
@Mistake(killedBy = "aResetHarmsNobodyElse", saying = "the server ended with")
final class CallbackServerThatDiesOfOneCallback extends PlainCallbackServer {
    @Override
    void failed(SelectorKey key, Exception e) throws IOException {
        throw new IOException(e);
    }
}
