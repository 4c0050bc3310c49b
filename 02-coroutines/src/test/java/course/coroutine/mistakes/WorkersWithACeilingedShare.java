package course.coroutine.mistakes;

import course.kit.Mistake;

/** Rounds the size of a share up. The last workers get less, or nothing at all. */
@Mistake(killedBy = "sharesDifferByOneAtMost", saying = "expected shares of 3, 3, 2 and 2")
final class WorkersWithACeilingedShare extends PlainWorkers {
    @Override
    int workerOf(int item, int workers, int items) {
        return item / ((items + workers - 1) / workers);
    }

    @Override
    int place(int worker, int index, int workers, int items) {
        return worker * ((items + workers - 1) / workers) + index;
    }
}
