package course.gevent.mistakes;

import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

import java.time.Duration;
import java.util.List;

/**
 * Kills the handlers at once when it is to stop. With each new version that is installed, some
 * clients get half an answer.
 */
@Mistake(killedBy = "toStopItWaitsForTheHandlers", saying = "was to wait, and was done")
final class GreenSocketsThatStopAtOnce extends PlainGreenSockets {
    GreenSocketsThatStopAtOnce(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    void waitFor(List<GreenThread> handlers, Duration grace) {}
}
