package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Catches InterruptedException where the compiler demands it, and goes on. The thread cannot be
 * ended any more; a server that shuts down waits for its time limit.
 */
@Mistake(
        killedBy = "anInterruptEndsAWaitingLoop",
        saying = "run() ends when its thread is interrupted")
final class EventLoopThatSwallowsInterrupts extends PlainEventLoop {
    EventLoopThatSwallowsInterrupts(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void idle() {
        try {
            super.idle();
        } catch (InterruptedException ignored) {
            // somebody has pressed the wrong key in the editor: "surround with try/catch"
        }
    }
}
