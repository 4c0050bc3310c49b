package course.select.mistakes;

import course.kit.Mistake;

import java.time.Duration;

/**
 * "Less than no time" sounds like "at once". A loop that says "wait for ever" by -1, as C and
 * Python do, then never sleeps: it works, and a processor is busy with nothing.
 */
@Mistake(
        killedBy = "withANegativeTimeoutTheWaitLastsUntilSomethingHappens",
        saying = "has returned [], but nothing has happened")
final class PollThatTakesNegativeForZero extends PlainPoll {

    @Override
    int millis(Duration timeout) {
        return timeout != null && timeout.isNegative() ? 0 : super.millis(timeout);
    }
}
