package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Uses its queue as a stack. With two tasks of the same length it seems to work; the first one of
 * many starves.
 */
@Mistake(killedBy = "tasksTakeTurns", saying = "but was:  [c1, c2")
final class SchedulerThatTakesTheLatestFirst extends PlainScheduler {
    SchedulerThatTakesTheLatestFirst(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    Coroutine<?, ?, ?> take() {
        return queue.removeLast();
    }
}
