package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Saves the queue: who posts, processes. It passes every demo with one thread; with two, handlers
 * run at the same time, and the data that "only the loop" touches breaks once a week.
 */
@Mistake(killedBy = "oneThreadProcessesAllAndNobodyElseDoes", saying = "processed by [the example")
final class EventLoopThatProcessesInPost extends PlainEventLoop {
    EventLoopThatProcessesInPost(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    public void post(Runnable message) {
        if (!stopped) {
            process(message);
        }
    }
}
