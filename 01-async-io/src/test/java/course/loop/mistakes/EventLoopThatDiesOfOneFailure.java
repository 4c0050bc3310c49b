package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Lets a message's exception out of the loop. One null in one handler, and the whole program is
 * dead: the window is still there, but nothing in it answers.
 */
@Mistake(
        killedBy = "aFailingMessageIsReportedAndTheLoopGoesOn",
        saying = "the loop ended with java.lang.IllegalStateException")
final class EventLoopThatDiesOfOneFailure extends PlainEventLoop {
    EventLoopThatDiesOfOneFailure(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void process(Runnable message) {
        message.run();
    }
}
