package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Is quiet with nothing to do at all, but looks at its timers twice a second. It is the reason why
 * so many programs show a little load as soon as a single reminder is set.
 */
@Mistake(
        killedBy = "waitingForATimerUsesNoCpu",
        saying = "the loop spins: in an hour in which it only had to wait for one timer")
final class EventLoopThatLooksOftenWhileATimerWaits extends PlainEventLoop {
    EventLoopThatLooksOftenWhileATimerWaits(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void idle() throws InterruptedException {
        var next = nextDue();
        var soon = clock.now().plusMillis(500);
        clock.await(next == null || next.compareTo(soon) < 0 ? next : soon);
    }
}
