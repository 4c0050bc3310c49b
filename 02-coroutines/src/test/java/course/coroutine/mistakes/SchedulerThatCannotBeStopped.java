package course.coroutine.mistakes;

import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Never looks whether its thread was interrupted. The program that is told to shut down goes on
 * until the last task has ended, if it ever does.
 */
@Mistake(
        killedBy = "anInterruptEndsItAndClosesAllTasks",
        saying = "run(), when its thread is interrupted in a's turn")
final class SchedulerThatCannotBeStopped extends PlainScheduler {
    SchedulerThatCannotBeStopped(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    boolean isInterrupted() {
        return false;
    }
}
