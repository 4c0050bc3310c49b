package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

import java.time.Duration;

/**
 * Grants the whole time to each write of a message. A client that takes one byte before each
 * timeout holds its green thread for ever.
 */
@Mistake(killedBy = "theTimeOfSendAllIsThatOfAllTheWrites", saying = "the time began anew")
final class GreenSocketsThatBeginTheTimeAnew extends PlainGreenSockets {
    GreenSocketsThatBeginTheTimeAnew(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    Duration left(Duration timeout, Duration end) {
        return timeout;
    }
}
