package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Counts the whole share of a dead worker as lost, also what it had done. What costs money is then
 * done, and paid, twice.
 */
@Mistake(killedBy = "whatADeadWorkerHadDoneBeforeIsDone", saying = "Lost[exitStatus=137]")
final class WorkersThatThrowTheWholeShareAway extends PlainWorkers {
    @Override
    boolean isLost(Outcome outcome) {
        return true;
    }
}
