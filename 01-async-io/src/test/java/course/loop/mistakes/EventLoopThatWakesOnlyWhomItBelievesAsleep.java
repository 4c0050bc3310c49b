package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * The lost wake-up, for the sake of speed: a wake costs a system call, so it is left out while the
 * loop is awake. But who has looked at the queue, and is about to set the flag, is awake only for a
 * moment more. Under load nobody notices; at night the last message of a batch stays until the
 * morning.
 */
@Mistake(killedBy = "aPostWakesTheLoopWhateverItIsDoing", saying = "lost wake-up")
final class EventLoopThatWakesOnlyWhomItBelievesAsleep extends PlainEventLoop {

    private volatile boolean asleep;

    EventLoopThatWakesOnlyWhomItBelievesAsleep(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    public void post(Runnable message) {
        add(message);
        if (asleep) {
            clock.wake();
        }
    }

    @Override
    void idle() throws InterruptedException {
        asleep = true;
        super.idle();
        asleep = false;
    }
}
