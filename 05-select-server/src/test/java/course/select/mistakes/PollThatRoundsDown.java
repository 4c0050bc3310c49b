package course.select.mistakes;

import course.kit.Mistake;

import java.time.Duration;

/**
 * {@code toMillis} cuts off, so the last part of a millisecond before a timer is due is waited for
 * with zero. The loop comes back too early, finds nothing to do, and asks again: thousands of
 * times, for each timer.
 */
@Mistake(
        killedBy = "noWaitEndsBeforeItsTimeHasPassed",
        saying = "a part of a millisecond counts as a whole one")
final class PollThatRoundsDown extends PlainPoll {

    @Override
    int millis(Duration timeout) {
        int millis = super.millis(timeout);
        return millis <= 0 ? millis : (int) timeout.toMillis();
    }
}
