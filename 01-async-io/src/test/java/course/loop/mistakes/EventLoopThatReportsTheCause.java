package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Reports only the innermost cause of a failure. The log says "connection reset", and not which of
 * the twenty messages has met with it.
 */
@Mistake(killedBy = "aFailingMessageIsReportedAndTheLoopGoesOn", saying = "with what it has thrown")
final class EventLoopThatReportsTheCause extends PlainEventLoop {
    EventLoopThatReportsTheCause(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void process(Runnable message) {
        try {
            message.run();
        } catch (Throwable failure) {
            failures.accept(failure.getCause() == null ? failure : failure.getCause());
        }
    }
}
