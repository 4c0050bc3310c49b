package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

import java.util.function.Consumer;

/** The first task that fails while it is closed is the last one that is closed: files stay open. */
@Mistake(killedBy = "whatTasksThrowWhileTheyAreClosedIsReported", saying = "all are closed")
final class SchedulerThatClosesUpToTheFirstFailure extends PlainScheduler {
    private boolean hasFailed;

    SchedulerThatClosesUpToTheFirstFailure(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    void close(Coroutine<?, ?, ?> task) {
        if (!hasFailed) {
            super.close(task);
        }
    }

    @Override
    void failed(Throwable failure) {
        hasFailed = true;
        super.failed(failure);
    }
}
