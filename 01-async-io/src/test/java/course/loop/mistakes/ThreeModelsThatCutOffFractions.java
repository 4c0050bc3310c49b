package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.time.Duration;

/**
 * Posts the next run with a delay in whole milliseconds. The I/O takes half a millisecond more, and
 * the run comes too early: once in a while, on fast disks only.
 */
@Mistake(
        killedBy = "aTaskTakesAsLongAsItTakes",
        saying = "but the I/O that it waits for is done at")
final class ThreeModelsThatCutOffFractions extends PlainThreeModels {
    @Override
    void goOn(Task task, Duration io, EventLoop loop, Runnable next) {
        super.goOn(task, Duration.ofMillis(io.toMillis()), loop, next);
    }
}
