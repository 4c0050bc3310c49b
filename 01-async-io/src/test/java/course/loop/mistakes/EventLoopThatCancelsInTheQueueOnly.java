package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Takes a cancelled timer out of the list of those that wait, where the one that is next in this
 * very turn no longer is. The reply has come, the timeout was cancelled, and strikes all the same.
 */
@Mistake(
        killedBy = "aMessageMayCancelTheNextOneOfTheSameTime",
        saying = "expected: true, since B comes after A, in the same turn")
final class EventLoopThatCancelsInTheQueueOnly extends PlainEventLoop {
    EventLoopThatCancelsInTheQueueOnly(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    boolean cancel(Delayed timer) {
        synchronized (lock) {
            return delayed.remove(timer);
        }
    }
}
