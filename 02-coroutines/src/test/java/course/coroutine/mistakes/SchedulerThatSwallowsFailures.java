package course.coroutine.mistakes;

import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Goes on after a failure, and tells nobody. A task is missing, and there is no line in the log.
 */
@Mistake(
        killedBy = "aTaskThatFailsIsReportedAndTheOthersGoOn",
        saying = "the failures that were reported")
final class SchedulerThatSwallowsFailures extends PlainScheduler {
    SchedulerThatSwallowsFailures(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    void failed(Throwable failure) {}
}
