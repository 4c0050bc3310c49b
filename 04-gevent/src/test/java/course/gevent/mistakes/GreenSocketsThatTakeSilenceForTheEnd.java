package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

/**
 * Goes on when the time is up, and reads nothing: to the caller that looks like the end of the
 * stream. A client that thinks for a while is hung up on.
 */
@Mistake(killedBy = "receiveTakesNoLongerThanItMay", saying = "SocketTimeoutException")
final class GreenSocketsThatTakeSilenceForTheEnd extends PlainGreenSockets {
    GreenSocketsThatTakeSilenceForTheEnd(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    void timedOut() {}
}
