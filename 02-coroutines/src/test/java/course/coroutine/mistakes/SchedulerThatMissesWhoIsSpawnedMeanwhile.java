package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Goes through a copy of the tasks that were there when it began. What they spawn is in a list that
 * nobody looks at any more.
 */
@Mistake(
        killedBy = "aTaskThatIsSpawnedByATaskGoesToTheEndOfTheQueue",
        saying = "but was:  [a1, a1 goes on, b1, a2, b2]")
final class SchedulerThatMissesWhoIsSpawnedMeanwhile extends PlainScheduler {
    SchedulerThatMissesWhoIsSpawnedMeanwhile(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    public void spawn(Coroutine<?, ?, ?> task) {
        if (!isRunning()) {
            super.spawn(task);
        }
    }
}
