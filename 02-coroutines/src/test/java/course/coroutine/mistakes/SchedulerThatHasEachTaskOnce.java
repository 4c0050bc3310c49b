package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Puts a task into the queue only if the queue does not contain it, so that none has two turns
 * where others have one. Of two tasks that are equal, such as records, the second one is never run.
 */
@Mistake(
        killedBy = "tasksThatAreEqualHaveTheirTurnsEach",
        saying = "whether or not equals() finds another one")
final class SchedulerThatHasEachTaskOnce extends PlainScheduler {
    SchedulerThatHasEachTaskOnce(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    public void spawn(Coroutine<?, ?, ?> task) {
        if (!queue.contains(task)) {
            super.spawn(task);
        }
    }
}
