package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Takes "nothing to do" for "done". The first demo looks right, since all its messages were there
 * before run(); the program that waits for its first click ends before there is one.
 */
@Mistake(
        killedBy = "withNothingToProcessItWaitsForTheNextMessage",
        saying = "nobody has called stop()")
final class EventLoopThatEndsWhenTheQueueIsEmpty extends PlainEventLoop {
    EventLoopThatEndsWhenTheQueueIsEmpty(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void idle() {
        super.stop();
    }
}
