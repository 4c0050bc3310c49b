package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Lets a task run until it has ended, and then the next. All work gets done; nobody waits less than
 * the longest task takes.
 */
@Mistake(killedBy = "tasksTakeTurns", saying = "[a1, a2, a3, b1")
final class SchedulerThatRunsOneToTheEnd extends PlainScheduler {
    SchedulerThatRunsOneToTheEnd(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    void turn(Coroutine<?, ?, ?> task) {
        while (step(task)) {}
    }
}
