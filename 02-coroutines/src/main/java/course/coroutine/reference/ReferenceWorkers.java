package course.coroutine.reference;

import course.coroutine.Workers;
import course.coroutine.worker.Job;
import course.coroutine.worker.WorkerProcess;
import course.coroutine.worker.WorkerProcess.Answer;
import course.coroutine.worker.WorkerProcess.Ended;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

public final class ReferenceWorkers implements Workers {

    @Override
    public List<Outcome> run(Class<? extends Job> job, List<String> items, int processes)
            throws IOException, InterruptedException {
        if (processes < 1) {
            throw new IllegalArgumentException("there cannot be %s processes".formatted(processes));
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        int count = Math.min(processes, items.size());
        var outcomes = new Outcome[items.size()];
        var workers = new ArrayList<WorkerProcess>();
        try {
            for (int i = 0; i < count; i++) {
                workers.add(
                        WorkerProcess.start(
                                job,
                                items.subList(from(i, count, items), from(i + 1, count, items))));
            }
            for (int i = 0; i < count; i++) {
                var share =
                        Arrays.asList(outcomes)
                                .subList(from(i, count, items), from(i + 1, count, items));
                collect(workers.get(i), share);
            }
            return List.of(outcomes);
        } finally {
            workers.forEach(WorkerProcess::close);
        }
    }

    /** Where a share begins, and the one before it ends. */
    private static int from(int share, int shares, List<String> items) {
        return (int) ((long) items.size() * share / shares);
    }

    private static void collect(WorkerProcess worker, List<Outcome> share)
            throws InterruptedException {
        for (int missing = share.size(); missing > 0; missing--) {
            switch (worker.next()) {
                case Answer(int index, boolean done, String text) ->
                        share.set(index, done ? new Done(text) : new Failed(text));
                case Ended(int exitStatus) -> {
                    share.replaceAll(outcome -> outcome == null ? new Lost(exitStatus) : outcome);
                    return;
                }
            }
        }
    }
}
