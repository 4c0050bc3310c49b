package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.util.List;

/**
 * The last task stops the loop; with an empty list there is no last task. The nightly job hangs on
 * the one night when there is nothing to do.
 */
@Mistake(killedBy = "aLoopWithoutTasksEndsAtOnce", saying = "not be run without one")
final class ThreeModelsThatStartALoopOfNothing extends PlainThreeModels {
    @Override
    public void eventDriven(List<Task> tasks, Counter counter, EventLoop loop)
            throws InterruptedException {
        if (tasks.isEmpty()) {
            loop.run();
        }
        super.eventDriven(tasks, counter, loop);
    }
}
