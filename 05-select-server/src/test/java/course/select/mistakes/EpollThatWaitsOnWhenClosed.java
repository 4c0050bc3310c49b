package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.SystemCallException;

/**
 * Remembers the number of its instance for the whole wait. Closed meanwhile, it waits after a
 * signal for whatever has the number by then.
 */
@Mistake(
        killedBy = "aPollThatWaitsWhenItIsClosedDoesNotWaitOnAfterASignal",
        saying = "when it is closed while it waits")
final class EpollThatWaitsOnWhenClosed extends PlainEpoll {
    EpollThatWaitsOnWhenClosed() throws SystemCallException {}
}
