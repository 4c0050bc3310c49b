package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

/**
 * Cuts off the part of a millisecond. The loop comes back before its timer is due, finds nothing to
 * do, and asks again: thousands of times, for each timer.
 */
@Mistake(
        killedBy = "noWaitEndsBeforeItsTimeHasPassed",
        saying = "a part of a millisecond counts as a whole one")
final class BackendsThatRoundDown extends PlainBackends {
    BackendsThatRoundDown(Availability available) {
        super(available);
    }

    @Override
    Backend poll() {
        return new PlainPollBackend() {
            @Override
            int shortened(int millis) {
                return millis <= 0 ? millis : millis - 1;
            }
        };
    }
}
