package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Catches exceptions, and forgets that there are errors. A stack overflow in one task, and the
 * scheduler is gone.
 */
@Mistake(
        killedBy = "aTaskMayFailWithWhateverThereIs",
        saying = "expected that it returns, but java.lang.AssertionError")
final class SchedulerThatSurvivesExceptionsOnly extends PlainScheduler {
    SchedulerThatSurvivesExceptionsOnly(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    void turn(Coroutine<?, ?, ?> task) {
        try {
            if (step(task)) {
                queue.addLast(task);
            }
        } catch (RuntimeException failure) {
            failed(failure);
        }
    }
}
