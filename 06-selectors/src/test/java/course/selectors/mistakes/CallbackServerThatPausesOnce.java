package course.selectors.mistakes;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Counts its pause from the first time that it could not accept. As long as the shortage lasts, it
 * uses up a whole processor from the second failure on.
 */
@Mistake(killedBy = "aPauseIsAsLongWhenItHasTriedInVainBefore", saying = "the server is spinning")
final class CallbackServerThatPausesOnce extends PlainCallbackServer {
    private boolean hasPaused;

    @Override
    void cannotAccept(IOException e) throws IOException {
        if (hasPaused) {
            selector.unregister(listener);
        } else {
            super.cannotAccept(e);
            hasPaused = true;
        }
    }
}
