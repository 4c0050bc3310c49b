package course.coroutine.mistakes;

import course.kit.Mistake;

/** One worker does everything. The results are right, and one core is busy. */
@Mistake(
        killedBy = "eachWorkerIsAProcessAndAllWorkAtTheSameTime",
        saying = "expected 2 items to be under way")
final class WorkersInOneProcess extends PlainWorkers {
    @Override
    int count(int processes, int items) {
        return 1;
    }
}
