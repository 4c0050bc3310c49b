package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Stops when it is interrupted, and leaves the tasks where they stand. Their files stay open, and
 * what they should have written in the end is not there.
 */
@Mistake(
        killedBy = "anInterruptEndsItAndClosesAllTasks",
        saying = "expected: [b cleans up, a cleans up]")
final class SchedulerThatLeavesItsTasks extends PlainScheduler {
    SchedulerThatLeavesItsTasks(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    void close(Coroutine<?, ?, ?> task) {}
}
