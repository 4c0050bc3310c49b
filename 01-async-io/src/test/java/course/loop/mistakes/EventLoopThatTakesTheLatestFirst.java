package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * A stack where a queue is meant. With one message at a time nobody can tell; when it gets busy,
 * the key that was pressed first is handled last, and who came first waits for ever.
 */
@Mistake(
        killedBy = "messagesAreProcessedInTheOrderInWhichTheyWerePosted",
        saying = "that is the reverse order")
final class EventLoopThatTakesTheLatestFirst extends PlainEventLoop {
    EventLoopThatTakesTheLatestFirst(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void add(Runnable message) {
        synchronized (lock) {
            posted.push(message);
        }
    }
}
