package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

/**
 * Drops what a write did not take. Short messages to fast readers all arrive; a long one has a hole
 * as soon as the reader is slow.
 */
@Mistake(killedBy = "allOfItIsSentWhateverOneWriteTakes", saying = "was to wait, and was done")
final class GreenSocketsThatAssumeOneWriteIsEnough extends PlainGreenSockets {
    GreenSocketsThatAssumeOneWriteIsEnough(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    boolean isToGoOn() {
        return false;
    }
}
