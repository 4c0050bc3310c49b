package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Lets a second thread in. Now two threads take messages from one queue: each is processed once,
 * but two at a time, and "all on one thread" is over, without a sign.
 */
@Mistake(
        killedBy = "runIsRefusedWhileTheLoopRuns",
        saying = "since the loop runs, on another thread")
final class EventLoopThatRunsTwice extends PlainEventLoop {
    EventLoopThatRunsTwice(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void begin() {}
}
