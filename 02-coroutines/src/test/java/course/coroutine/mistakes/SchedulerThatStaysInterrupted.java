package course.coroutine.mistakes;

import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * It looks at the interrupt, and leaves it set. Whatever the thread waits for next is interrupted,
 * too, and so is the next run, which closes tasks that nobody wanted to stop.
 */
@Mistake(
        killedBy = "anInterruptEndsItAndClosesAllTasks",
        saying = "its thread must not be interrupted any more")
final class SchedulerThatStaysInterrupted extends PlainScheduler {
    SchedulerThatStaysInterrupted(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }
}
