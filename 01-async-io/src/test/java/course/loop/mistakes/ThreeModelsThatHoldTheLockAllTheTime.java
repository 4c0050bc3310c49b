package course.loop.mistakes;

import course.kit.Mistake;

/**
 * Makes the whole task one critical section. The counter is right, and the threads run one after
 * the other: a lock around I/O is how fast servers become slow ones.
 */
@Mistake(
        killedBy = "threadsRunAndWaitAtTheSameTime",
        saying = "hold no lock while a task runs or waits")
final class ThreeModelsThatHoldTheLockAllTheTime extends PlainThreeModels {
    private final Object all = new Object();

    @Override
    void carryOut(Task task, Counter counter) {
        synchronized (all) {
            super.carryOut(task, counter);
        }
    }
}
