package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.time.Duration;

/**
 * Takes a negative timeout for none at all. A timer that is overdue has a negative time left: the
 * loop computes it, sleeps, and wakes up when somebody happens to connect.
 */
@Mistake(killedBy = "zeroAndNegativeTimeoutsLookAndReturn", saying = "comes back after one look")
final class SelectorThatWaitsForEverWhenTimeIsUp extends PlainSelector {
    SelectorThatWaitsForEverWhenTimeIsUp(Backend backend) {
        super(backend);
    }

    @Override
    Duration bounded(Duration timeout) {
        return timeout != null && timeout.isNegative() ? null : super.bounded(timeout);
    }
}
