package course.selectors.mistakes;

import course.kit.Mistake;

/**
 * Asks in its loop whether it was interrupted, with the call that clears the status. Whoever called
 * it does not know that it was told to stop, and goes on.
 */
@Mistake(killedBy = "anInterruptEndsTheServer", saying = "interrupt status")
final class CallbackServerThatAsksForTheInterrupt extends PlainCallbackServer {
    @Override
    boolean goesOn() {
        return !Thread.interrupted();
    }
}
