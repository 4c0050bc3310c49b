package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Makes a whole turn one synchronized method, to be on the safe side. While a handler works,
 * whoever posts waits for it, the mouse and the network included; and two loops that post to each
 * other at the same time stop for ever.
 */
@Mistake(
        killedBy = "aPostDoesNotWaitForTheMessageThatIsBeingProcessed",
        saying = "post() returns at once")
final class EventLoopThatProcessesUnderItsLock extends PlainEventLoop {

    EventLoopThatProcessesUnderItsLock(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void process(Runnable message) {
        synchronized (lock) {
            super.process(message);
        }
    }
}
