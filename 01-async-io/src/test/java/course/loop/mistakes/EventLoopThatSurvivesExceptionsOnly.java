package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Catches Exception, not Throwable. It runs for a year, until one deep recursion in one handler
 * ends in a StackOverflowError, which is none.
 */
@Mistake(killedBy = "anErrorIsReportedAsWell", saying = "the loop ended with")
final class EventLoopThatSurvivesExceptionsOnly extends PlainEventLoop {
    EventLoopThatSurvivesExceptionsOnly(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void process(Runnable message) {
        try {
            message.run();
        } catch (Exception failure) {
            failures.accept(failure);
        }
    }
}
