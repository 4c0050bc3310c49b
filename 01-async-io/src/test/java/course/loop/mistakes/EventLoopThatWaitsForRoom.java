package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Its queue has a thousand places, and post waits for a free one. All goes well until a handler
 * posts the thousand-and-first message: then the loop waits for itself, and the program stands
 * still.
 */
@Mistake(killedBy = "anyNumberOfMessagesMayWaitInTheQueue", saying = "does it wait for room in it?")
final class EventLoopThatWaitsForRoom extends PlainEventLoop {
    EventLoopThatWaitsForRoom(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void add(Runnable message) {
        synchronized (lock) {
            while (posted.size() >= 1_000) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
            posted.add(message);
        }
    }
}
