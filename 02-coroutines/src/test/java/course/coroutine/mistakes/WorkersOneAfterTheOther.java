package course.coroutine.mistakes;

import course.coroutine.worker.WorkerProcess;
import course.kit.Mistake;

/**
 * Starts a worker, waits for what it says, and starts the next. There are as many processes as
 * asked for, and never two at a time.
 */
@Mistake(
        killedBy = "eachWorkerIsAProcessAndAllWorkAtTheSameTime",
        saying = "expected 2 items to be under way")
final class WorkersOneAfterTheOther extends PlainWorkers {
    @Override
    void started(WorkerProcess worker) throws InterruptedException {
        collect(worker);
    }
}
