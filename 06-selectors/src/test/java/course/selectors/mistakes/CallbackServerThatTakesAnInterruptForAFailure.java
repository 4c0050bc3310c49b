package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.SelectorKey;

import java.io.IOException;

/**
 * Catches every exception, the interruption of the server among them. Whoever wants to stop it
 * closes one connection.
 */
@Mistake(killedBy = "anInterruptEndsTheServer", saying = "still open after")
final class CallbackServerThatTakesAnInterruptForAFailure extends PlainCallbackServer {
    @Override
    void interrupted(SelectorKey key, InterruptedException e) throws IOException {
        failed(key, e);
    }
}
