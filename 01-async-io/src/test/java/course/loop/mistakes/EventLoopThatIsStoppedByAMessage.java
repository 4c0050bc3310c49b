package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Stops by a message at the end of the queue. Whoever presses "cancel" waits until all is done that
 * he wanted to cancel.
 */
@Mistake(killedBy = "theMessageThatIsBeingProcessedIsTheLast", saying = "so A is the last message")
final class EventLoopThatIsStoppedByAMessage extends PlainEventLoop {
    EventLoopThatIsStoppedByAMessage(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    public void stop() {
        post(super::stop);
    }
}
