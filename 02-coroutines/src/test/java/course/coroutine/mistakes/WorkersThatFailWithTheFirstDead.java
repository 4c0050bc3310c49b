package course.coroutine.mistakes;

import course.coroutine.worker.WorkerProcess;
import course.kit.Mistake;

/**
 * Ends everything with an exception when one worker has died. The work of all others is thrown
 * away.
 */
@Mistake(killedBy = "aWorkerThatIsKilledIsReportedAndTheOthersGoOn", saying = "a worker has died")
final class WorkersThatFailWithTheFirstDead extends PlainWorkers {
    @Override
    void ended(WorkerProcess worker, int exitStatus) {
        throw new IllegalStateException("a worker has died: " + exitStatus);
    }
}
