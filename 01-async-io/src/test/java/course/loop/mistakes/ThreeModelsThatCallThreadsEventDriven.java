package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.util.List;

/**
 * Awaits every I/O on a thread of its own. All times are right, and the threads that the loop was
 * to save are there again, with all that they cost.
 */
@Mistake(
        killedBy = "eventDrivenNeedsOneThread",
        saying = "must do everything on the thread that calls it")
final class ThreeModelsThatCallThreadsEventDriven extends PlainThreeModels {
    @Override
    public void eventDriven(List<Task> tasks, Counter counter, EventLoop loop)
            throws InterruptedException {
        threads(tasks, counter);
    }
}
