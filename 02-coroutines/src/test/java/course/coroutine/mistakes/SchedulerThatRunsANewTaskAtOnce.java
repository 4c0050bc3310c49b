package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Begins a task inside spawn. The one that spawns is in the middle of something, and sees the world
 * change under its hands.
 */
@Mistake(killedBy = "aTaskThatIsSpawnedByATaskGoesToTheEndOfTheQueue", saying = "[a1, new1")
final class SchedulerThatRunsANewTaskAtOnce extends PlainScheduler {
    SchedulerThatRunsANewTaskAtOnce(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    public void spawn(Coroutine<?, ?, ?> task) {
        if (isRunning()) {
            turn(task);
        } else {
            queue.addLast(task);
        }
    }
}
