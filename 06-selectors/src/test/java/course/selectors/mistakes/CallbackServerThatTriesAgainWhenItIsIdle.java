package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Selector;

import java.io.IOException;
import java.time.Duration;

/**
 * Tries again to accept when a select comes back with nothing. A busy server that once had no
 * descriptors left accepts nobody until night.
 */
@Mistake(killedBy = "itTriesAgainToAcceptAlsoWhenItIsBusy", saying = "received nothing")
final class CallbackServerThatTriesAgainWhenItIsIdle extends PlainCallbackServer {

    private boolean isIdle;

    @Override
    void call(Selector.Ready ready) throws IOException, InterruptedException {
        isIdle = false;
        super.call(ready);
    }

    @Override
    Duration pause() throws IOException {
        if (selector.map().containsKey(listener) || !listener.isOpen() || isIdle) {
            return super.pause();
        }
        isIdle = true;
        return Duration.ofMillis(500);
    }
}
