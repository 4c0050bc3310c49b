package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Waits for the next timer whenever nothing is posted, also if that timer is due: then the wait
 * returns at once, and nobody sees it. But it throws if the thread was interrupted, and the last
 * "save" was a timer.
 */
@Mistake(killedBy = "norWhatAMessageAddsBeforeIt", saying = "so was what A had added")
final class EventLoopThatWaitsForWhatIsDue extends PlainEventLoop {
    EventLoopThatWaitsForWhatIsDue(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void turn() throws InterruptedException {
        boolean nothingPosted;
        synchronized (lock) {
            nothingPosted = posted.isEmpty();
        }
        if (nothingPosted) {
            idle();
        }
        super.turn();
    }
}
