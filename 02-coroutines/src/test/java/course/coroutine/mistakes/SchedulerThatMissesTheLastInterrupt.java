package course.coroutine.mistakes;

import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * It looks for an interrupt only where there is a next turn. When the last task ends in the turn in
 * which somebody says stop, run returns as if nothing had been said.
 */
@Mistake(
        killedBy = "anInterruptInTheLastTurnOfTheLastTaskIsThrownToo",
        saying = "expected an InterruptedException, but nothing was thrown")
final class SchedulerThatMissesTheLastInterrupt extends PlainScheduler {
    SchedulerThatMissesTheLastInterrupt(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    boolean isInterrupted() {
        return !queue.isEmpty() && super.isInterrupted();
    }
}
