package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Starts as many as asked for, also when there are fewer items. Two hundred JVMs for one item are
 * two hundred times 40 MB.
 */
@Mistake(killedBy = "thereAreNoMoreWorkersThanItems", saying = "the processes for one item")
final class WorkersThatHaveNothingToDo extends PlainWorkers {
    @Override
    int count(int processes, int items) {
        return processes;
    }
}
