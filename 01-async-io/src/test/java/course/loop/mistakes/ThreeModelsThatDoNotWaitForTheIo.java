package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.time.Duration;

/** Goes on in the next turn, as if the I/O were done. It reads a buffer that is not filled yet. */
@Mistake(
        killedBy = "eventDrivenRunsOneWhileOthersWait",
        saying = "the I/O that it waits for is done at")
final class ThreeModelsThatDoNotWaitForTheIo extends PlainThreeModels {
    @Override
    void goOn(Task task, Duration io, EventLoop loop, Runnable next) {
        loop.post(next);
    }
}
