package course.coroutine.mistakes;

import course.coroutine.worker.WorkerProcess;
import course.kit.Mistake;

import java.util.List;

/**
 * Workers that have answered are not closed: they end by themselves, as a rule. One with a thread
 * that somebody's library has left behind does not, and after a day there are a thousand.
 */
@Mistake(
        killedBy = "whenItReturnsNoneOfItsProcessesIsLeft",
        saying = "none of its processes is left when run() ends")
final class WorkersThatAreTrustedToEnd extends PlainWorkers {
    @Override
    void closeAll(List<WorkerProcess> workers, boolean allWentWell) {
        if (!allWentWell) {
            super.closeAll(workers, allWentWell);
        }
    }
}
