package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.time.Duration;

/**
 * Uses a loop, and blocks in its messages: event-driven in its form, one after the other in truth.
 * In a window it is the button that freezes everything until the download is over.
 */
@Mistake(
        killedBy = "eventDrivenTakesAsLongAsTheLongestTask",
        saying = "a message that blocks keeps all others waiting")
final class ThreeModelsThatBlockOnTheLoop extends PlainThreeModels {
    @Override
    void goOn(Task task, Duration io, EventLoop loop, Runnable next) {
        task.awaitIo();
        next.run();
    }
}
