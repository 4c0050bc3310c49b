package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Catches what a message throws, and says nothing. The button does nothing, there is no line in any
 * log, and the search for the reason takes a day.
 */
@Mistake(
        killedBy = "aFailingMessageIsReportedAndTheLoopGoesOn",
        saying = "a message that fails is reported")
final class EventLoopThatSwallowsFailures extends PlainEventLoop {
    EventLoopThatSwallowsFailures(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void process(Runnable message) {
        try {
            message.run();
        } catch (Throwable ignored) {
            // so that the loop goes on
        }
    }
}
