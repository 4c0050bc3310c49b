package course.coroutine.mistakes;

import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * May be run by one of its own tasks. That one waits inside for all others, which wait for their
 * turn in a queue that they are no longer in the order of.
 */
@Mistake(killedBy = "aTaskCannotRunTheSchedulerThatRunsIt", saying = "but was:  [b1, b2, ran")
final class SchedulerThatRunsInItself extends PlainScheduler {
    SchedulerThatRunsInItself(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    void refuseToRunTwice() {}
}
