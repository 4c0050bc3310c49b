package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

import java.nio.channels.SelectableChannel;

/**
 * Closes the channel and tells nobody. The kernel reports nothing of a closed descriptor, so who
 * waits for it waits for ever: a green thread leaked for each connection that a timeout closed.
 */
@Mistake(killedBy = "closingWakesTheReaderWithAnError", saying = "expected that the reader ends")
final class GreenSocketsThatCloseInSilence extends PlainGreenSockets {
    GreenSocketsThatCloseInSilence(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    void wakeWaitersFor(SelectableChannel channel) {}
}
