package course.loop.mistakes;

import course.kit.Mistake;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Has a pool of four threads for all tasks. With three tasks nobody sees a difference; the fifth
 * one waits until another is done, though all of them only wait.
 */
@Mistake(
        killedBy = "thirtyTasksHaveThirtyThreads",
        saying = "time passes only when all tasks run or wait")
final class ThreeModelsThatHaveAFewThreads extends PlainThreeModels {
    @Override
    public void threads(List<Task> tasks, Counter counter) throws InterruptedException {
        var pool = Executors.newFixedThreadPool(4);
        for (var task : tasks) {
            pool.execute(() -> carryOut(task, counter));
        }
        pool.shutdown();
        while (!pool.isTerminated()) {
            pool.awaitTermination(1, TimeUnit.HOURS);
        }
    }
}
