package course.coroutine.mistakes;

import course.coroutine.worker.WorkerProcess;
import course.kit.Mistake;

import java.time.Duration;

/**
 * Waits until there is an answer for each item. A worker that has died never gives one: the program
 * hangs, some night, when the system was short of memory.
 */
@Mistake(killedBy = "aWorkerThatIsKilledIsReportedAndTheOthersGoOn", saying = "no end within")
final class WorkersThatWaitForTheDead extends PlainWorkers {
    @Override
    void ended(WorkerProcess worker, int exitStatus) throws InterruptedException {
        Thread.sleep(Duration.ofHours(1));
    }
}
