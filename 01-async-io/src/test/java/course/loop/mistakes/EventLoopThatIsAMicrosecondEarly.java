package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Takes for due what is due within a microsecond, to save a wake-up. The handler compares the clock
 * with its deadline, finds that it is too early, and waits once more: for a second, say.
 */
@Mistake(
        killedBy = "aLoopThatIsAwakeShortlyBeforeDoesNotProcessItEarly",
        saying = "A is not processed before its time")
final class EventLoopThatIsAMicrosecondEarly extends PlainEventLoop {
    EventLoopThatIsAMicrosecondEarly(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    boolean isDue(Delayed timer, Duration now) {
        return timer.due.compareTo(now.plusNanos(1_000)) <= 0;
    }
}
