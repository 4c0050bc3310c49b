package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Lets a new task begin before those that wait have had their turn. Somebody who spawns in every
 * turn keeps all others waiting.
 */
@Mistake(killedBy = "aTaskThatIsSpawnedByATaskGoesToTheEndOfTheQueue", saying = "a1 goes on, new1")
final class SchedulerThatPrefersNewTasks extends PlainScheduler {
    SchedulerThatPrefersNewTasks(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    public void spawn(Coroutine<?, ?, ?> task) {
        if (isRunning()) {
            queue.addFirst(task);
        } else {
            queue.addLast(task);
        }
    }
}
