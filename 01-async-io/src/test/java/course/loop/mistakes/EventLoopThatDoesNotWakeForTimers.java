package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Wakes the loop for a message, not for a timer, since "it is not due yet". The loop sleeps until
 * the deadline that it knew of, or without end: the two-second timeout strikes after the ten-second
 * one.
 */
@Mistake(
        killedBy = "aDelayedMessageCutsTheLoopsWaitShort",
        saying = "must learn of a message that is due earlier")
final class EventLoopThatDoesNotWakeForTimers extends PlainEventLoop {
    EventLoopThatDoesNotWakeForTimers(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void wakeForTimer() {}
}
