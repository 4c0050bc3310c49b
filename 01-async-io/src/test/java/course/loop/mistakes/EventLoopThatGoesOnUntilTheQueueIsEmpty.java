package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Takes messages as long as there are any, and looks at the timers then. A message that posts its
 * own continuation keeps the queue from ever being empty: the animation stands still while the work
 * goes on.
 */
@Mistake(
        killedBy = "aMessageThatPostsItselfAgainAndAgainKeepsNoTimerWaiting",
        saying = "the timer was starved")
final class EventLoopThatGoesOnUntilTheQueueIsEmpty extends PlainEventLoop {
    EventLoopThatGoesOnUntilTheQueueIsEmpty(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void turn() throws InterruptedException {
        super.turn();
        while (!posted.isEmpty() && !stopped) {
            Runnable message;
            synchronized (lock) {
                message = posted.remove();
            }
            process(message);
        }
    }
}
