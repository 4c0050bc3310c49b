package course.selectors.mistakes;

import course.kit.Mistake;

/**
 * Returns as if it had come to its end by itself. Who called it goes on, too, and the thread that
 * was told to stop does not.
 */
@Mistake(killedBy = "anInterruptStopsItAndClosesAll", saying = "interrupt status")
final class CallbackServerThatKeepsTheInterruptToItself extends PlainCallbackServer {
    @Override
    void stopped() {}
}
