package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Asks for an interrupt at the beginning of each turn, and leaves the messages that are there. Who
 * shuts down by an interrupt loses the last "save".
 */
@Mistake(
        killedBy = "anInterruptKeepsNothingThatIsThereFromBeingProcessed",
        saying = "A and B were there")
final class EventLoopThatIsInterruptedWithWorkLeft extends PlainEventLoop {
    EventLoopThatIsInterruptedWithWorkLeft(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void turn() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        super.turn();
    }
}
