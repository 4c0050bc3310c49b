package course.coroutine.exercise;

import course.coroutine.Workers;
import course.coroutine.worker.Job;
import course.coroutine.worker.WorkerProcess;

import java.io.IOException;
import java.util.List;

/** Exercise 2.6. What a worker does inside is given; here it is about having several. */
public final class ExerciseWorkers implements Workers {

    @Override
    public List<Outcome> run(Class<? extends Job> job, List<String> items, int processes)
            throws IOException, InterruptedException {
        throw new UnsupportedOperationException(
                "TODO 2.6.1: cut the items into even shares, start a WorkerProcess for each, and"
                        + " when all are started, collect() from one after the other");
        // TODO 2.6.3: close all workers, however this ends
        // TODO 2.6.4: refuse less than one process; and what if there are fewer items?
    }

    /**
     * @param share the outcomes of this worker's items, to be filled in
     */
    private static void collect(WorkerProcess worker, Outcome[] share) throws InterruptedException {
        throw new UnsupportedOperationException(
                "TODO 2.6.2: take next() by next(), until each item has its outcome. What if the"
                        + " worker ends before?");
    }
}
