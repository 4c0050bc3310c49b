package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Three processes are enough for the machine of who has written it. On a larger one, cores idle.
 */
@Mistake(killedBy = "sharesDifferByOneAtMost", saying = "but they were [4, 3, 3]")
final class WorkersThatAreThreeAtMost extends PlainWorkers {
    @Override
    int count(int processes, int items) {
        return Math.min(super.count(processes, items), 3);
    }
}
