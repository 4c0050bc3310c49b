package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Takes timers as long as one is due, and looks at the messages then. A timer of no delay that
 * starts itself again, as polling code does, shuts out everybody else.
 */
@Mistake(
        killedBy = "aTimerThatStartsItselfAgainAndAgainKeepsNoMessageWaiting",
        saying = "the message was starved")
final class EventLoopThatGoesOnUntilNoTimerIsDue extends PlainEventLoop {
    EventLoopThatGoesOnUntilNoTimerIsDue(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void turn() throws InterruptedException {
        while (!stopped) {
            Delayed timer;
            synchronized (lock) {
                if (delayed.isEmpty() || !isDue(delayed.getFirst(), clock.now())) {
                    break;
                }
                timer = delayed.removeFirst();
            }
            process(timer);
        }
        if (!stopped) {
            super.turn();
        }
    }
}
