package course.coroutine.mistakes;

import course.coroutine.worker.WorkerProcess;
import course.kit.Mistake;

import java.util.List;

/** Closes its workers when all goes well. When it is interrupted, they go on working for nobody. */
@Mistake(
        killedBy = "anInterruptEndsTheWorkers",
        saying = "run() was interrupted: the worker process")
final class WorkersThatAreLeftWhenInterrupted extends PlainWorkers {
    @Override
    void closeAll(List<WorkerProcess> workers, boolean allWentWell) {
        if (allWentWell) {
            super.closeAll(workers, true);
        }
    }
}
