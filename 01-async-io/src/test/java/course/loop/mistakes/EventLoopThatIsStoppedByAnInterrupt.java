package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Is woken by an interrupt to be stopped. If it was not waiting, the interrupt hits what runs
 * there: the message that is just writing a file, or what the thread does after the loop.
 */
@Mistake(killedBy = "aStopInterruptsNobody", saying = "it interrupts nobody")
final class EventLoopThatIsStoppedByAnInterrupt extends PlainEventLoop {
    EventLoopThatIsStoppedByAnInterrupt(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    private volatile Thread thread;

    @Override
    void begin() {
        super.begin();
        thread = Thread.currentThread();
    }

    @Override
    void idle() throws InterruptedException {
        try {
            super.idle();
        } catch (InterruptedException e) {
            if (!stopped) {
                throw e;
            }
        }
    }

    @Override
    public void stop() {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
