package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Reports failures under its lock. The log is on a slow disk, and while a line is written to it,
 * every thread that posts waits.
 */
@Mistake(
        killedBy = "aPostDoesNotWaitForAFailureThatIsBeingReported",
        saying = "still being reported")
final class EventLoopThatReportsUnderItsLock extends PlainEventLoop {
    EventLoopThatReportsUnderItsLock(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void process(Runnable message) {
        try {
            message.run();
        } catch (Throwable failure) {
            synchronized (lock) {
                failures.accept(failure);
            }
        }
    }
}
