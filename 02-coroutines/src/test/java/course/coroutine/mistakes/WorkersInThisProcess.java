package course.coroutine.mistakes;

import course.coroutine.Workers;
import course.coroutine.worker.Job;
import course.kit.Mistake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Takes threads for processes. They use all cores, too; but they share one heap and one fate: a job
 * that ends its process ends them all.
 */
@Mistake(
        killedBy = "eachWorkerIsAProcessAndAllWorkAtTheSameTime",
        saying = "the job runs in this very process")
final class WorkersInThisProcess implements Workers {
    @Override
    public List<Outcome> run(Class<? extends Job> job, List<String> items, int processes)
            throws InterruptedException {
        if (processes < 1) {
            throw new IllegalArgumentException("processes: " + processes);
        }
        try (var pool = Executors.newFixedThreadPool(processes)) {
            var results =
                    pool.invokeAll(
                            items.stream()
                                    .<Callable<String>>map(
                                            item -> () -> Job.of(job).run(item, Thread::yield))
                                    .toList());
            var outcomes = new ArrayList<Outcome>();
            for (var result : results) {
                try {
                    outcomes.add(new Done(result.get()));
                } catch (ExecutionException e) {
                    outcomes.add(new Failed(String.valueOf(e.getCause())));
                }
            }
            return outcomes;
        }
    }
}
