package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

import java.util.function.Consumer;

/** Lets a task's failure out of run(). One bad request, and all the others stand still. */
@Mistake(killedBy = "aTaskThatFailsIsReportedAndTheOthersGoOn", saying = "cannot go on")
final class SchedulerThatDiesOfOneFailure extends PlainScheduler {
    SchedulerThatDiesOfOneFailure(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    void turn(Coroutine<?, ?, ?> task) {
        if (step(task)) {
            queue.addLast(task);
        }
    }
}
