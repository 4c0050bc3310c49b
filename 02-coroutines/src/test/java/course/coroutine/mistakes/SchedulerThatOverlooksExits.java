package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.coroutine.GeneratorExit;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Takes every exit that comes while tasks are closed for the one that close is about. A task of
 * another kind that has not been closed properly is never heard of.
 */
@Mistake(
        killedBy = "anExitThatATaskThrowsWhileItIsClosedIsReportedToo",
        saying = "expected: [course.coroutine.GeneratorExit")
final class SchedulerThatOverlooksExits extends PlainScheduler {
    SchedulerThatOverlooksExits(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    void close(Coroutine<?, ?, ?> task) {
        try {
            task.close();
        } catch (GeneratorExit end) {
            // as it should be
        } catch (Throwable failure) {
            failed(failure);
        }
    }
}
