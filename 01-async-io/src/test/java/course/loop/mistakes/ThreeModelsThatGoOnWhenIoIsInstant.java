package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.time.Duration;

/**
 * Lets a task go on at once when its I/O takes no time. All that it reads is in the cache, and
 * nobody else has a turn until it is done.
 */
@Mistake(
        killedBy = "eachRunIsAMessageAlsoWhenItsIoTakesNoTime",
        saying = "each in a message of its own")
final class ThreeModelsThatGoOnWhenIoIsInstant extends PlainThreeModels {
    @Override
    void goOn(Task task, Duration io, EventLoop loop, Runnable next) {
        if (io.isZero()) {
            next.run();
        } else {
            super.goOn(task, io, loop, next);
        }
    }
}
