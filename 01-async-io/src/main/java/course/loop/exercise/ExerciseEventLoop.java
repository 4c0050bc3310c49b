package course.loop.exercise;

import course.loop.EventLoop;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Exercise 1.1. Start with TODO 1.1.1: three methods, and the first examples pass. The other steps
 * each add one thing to it. Their order is the order of the numbers, and of the examples.
 */
public final class ExerciseEventLoop implements EventLoop {
    private final LoopClock clock;
    private final Consumer<Throwable> failures;
    private final AtomicBoolean begun = new AtomicBoolean();

    // Your fields: a queue for the messages, …

    public ExerciseEventLoop(LoopClock clock, Consumer<Throwable> failures) {
        this.clock = clock;
        this.failures = failures;
    }

    @Override
    public void post(Runnable message) {
        throw new UnsupportedOperationException(
                "TODO 1.1.1: put the message at the end of a queue; then do turns() and stop()");
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException(
                "TODO 1.1.1: remember that turns() has to end; then do turns() and post()");
    }

    @Override
    public void run() throws InterruptedException {
        if (begun.getAndSet(true)) {
            throw new UnsupportedOperationException(
                    "TODO 1.1.6: a loop runs once: refuse with an IllegalStateException");
        }
        turns();
    }

    /** The loop itself. */
    private void turns() throws InterruptedException {
        throw new UnsupportedOperationException(
                "TODO 1.1.1: until stop() is called: take the next message out of the queue and"
                        + " process() it; if there is none, waitForMessages()");
    }

    /** The queue is empty. */
    private void waitForMessages() throws InterruptedException {
        throw new UnsupportedOperationException(
                "TODO 1.1.2: wait by clock.await(null); let post() and stop() end that with"
                        + " clock.wake(). From here on other threads call you: is your queue made"
                        + " for that?");
    }

    private void process(Runnable message) {
        try {
            message.run();
        } catch (Throwable failure) {
            throw new UnsupportedOperationException(
                    "TODO 1.1.3: tell failures about it, and let the loop go on", failure);
        }
    }

    @Override
    public Timer postDelayed(Runnable message, Duration delay) {
        throw new UnsupportedOperationException(
                "TODO 1.1.4: keep it with the time at which it is due (class Delayed, below); in"
                    + " turns(), process those whose time has come, and when there is nothing to"
                    + " process, wait until the next one is due");
    }

    /** A message that waits for its time. */
    private static final class Delayed implements Timer {
        private final Runnable message;
        private final Duration due;

        Delayed(Runnable message, Duration due) {
            this.message = message;
            this.due = due;
        }

        @Override
        public boolean cancel() {
            throw new UnsupportedOperationException(
                    "TODO 1.1.5: forget the message, and say whether you were in time");
        }
    }
}
