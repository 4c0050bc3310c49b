package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Remembers that it runs, and not that it has run. After an interrupt the program starts it again,
 * with the messages of its first life.
 */
@Mistake(killedBy = "runIsRefusedAfterTheEnd", saying = "since the loop has run before")
final class EventLoopThatMayRunAgain extends PlainEventLoop {
    EventLoopThatMayRunAgain(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    private final AtomicBoolean runs = new AtomicBoolean();

    @Override
    public void run() throws InterruptedException {
        if (runs.getAndSet(true)) {
            throw new IllegalStateException("the loop runs");
        }
        try {
            while (!stopped) {
                turn();
            }
        } finally {
            runs.set(false);
        }
    }
}
