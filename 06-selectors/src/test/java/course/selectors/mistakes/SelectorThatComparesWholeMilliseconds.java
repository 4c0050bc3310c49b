package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.time.Duration;

/**
 * Compares whole milliseconds, and hands on what is a nanosecond more than the backend can wait
 * for. A program that waits for ever by a very long timeout fails at once.
 */
@Mistake(
        killedBy = "whatIsTooLongForTheBackendIsWithoutLimit",
        saying = "the timeouts that the backend is given")
final class SelectorThatComparesWholeMilliseconds extends PlainSelector {
    SelectorThatComparesWholeMilliseconds(Backend backend) {
        super(backend);
    }

    @Override
    Duration bounded(Duration timeout) {
        var almost = Duration.ofMillis(Integer.MAX_VALUE).plusMillis(1);
        return timeout != null && timeout.compareTo(almost) < 0 ? timeout : super.bounded(timeout);
    }
}
