package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Selector;

import java.io.IOException;
import java.time.Duration;

/**
 * Tries to accept again when a second has passed in which nobody was ready. A server at its limit
 * is a busy one: there is no such second, whoever leaves.
 */
@Mistake(killedBy = "whenAConnectionEndsTheNextClientIsAccepted", saying = "when a connection ends")
final class CallbackServerThatWaitsOutItsSecond extends PlainCallbackServer {
    private boolean quiet;

    @Override
    Duration pause() throws IOException {
        if (selector.map().containsKey(listener)) {
            return null;
        }
        if (quiet) {
            startAccepting();
            return null;
        }
        quiet = true;
        return Duration.ofSeconds(1);
    }

    @Override
    void call(Selector.Ready ready) throws IOException, InterruptedException {
        quiet = false;
        super.call(ready);
    }
}
