package course.coroutine.mistakes;

import course.coroutine.Workers;
import course.coroutine.worker.Job;
import course.coroutine.worker.WorkerProcess;
import course.coroutine.worker.WorkerProcess.Answer;
import course.coroutine.worker.WorkerProcess.Ended;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Deals the items like cards; a method for each thing that can be got wrong. */
abstract class PlainWorkers implements Workers {
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>();
    private Outcome[] outcomes;

    @Override
    public List<Outcome> run(Class<? extends Job> job, List<String> items, int processes)
            throws IOException, InterruptedException {
        if (processes <= 0) {
            throw new IllegalArgumentException("processes: " + processes);
        }
        outcomes = new Outcome[items.size()];
        int count = count(processes, items.size());
        boolean allWentWell = false;
        try {
            for (int worker = 0; worker < count; worker++) {
                start(job, items, worker, count);
            }
            for (var worker : workers) {
                collect(worker);
            }
            allWentWell = true;
            return result(outcomes);
        } finally {
            closeAll(List.copyOf(workers), allWentWell);
            workers.clear();
            places.clear();
        }
    }

    int count(int processes, int items) {
        return Math.min(processes, items);
    }

    private void start(Class<? extends Job> job, List<String> items, int number, int count)
            throws IOException, InterruptedException {
        var share =
                IntStream.range(0, items.size())
                        .filter(item -> workerOf(item, count, items.size()) == number)
                        .mapToObj(items::get)
                        .toList();
        var worker = WorkerProcess.start(job, share);
        workers.add(worker);
        places.add(
                IntStream.range(0, share.size())
                        .map(index -> place(number, index, count, items.size()))
                        .toArray());
        started(worker);
    }

    int workerOf(int item, int workers, int items) {
        return item % workers;
    }

    int place(int worker, int index, int workers, int items) {
        return index * workers + worker;
    }

    void started(WorkerProcess worker) throws InterruptedException {}

    final void collect(WorkerProcess worker) throws InterruptedException {
        var share = places.get(workers.indexOf(worker));
        while (IntStream.of(share).anyMatch(place -> outcomes[place] == null)) {
            switch (worker.next()) {
                case Answer answer ->
                        outcomes[share[answer.index()]] =
                                answer.done() ? new Done(answer.text()) : new Failed(answer.text());
                case Ended(int exitStatus) -> ended(worker, exitStatus);
            }
        }
    }

    void ended(WorkerProcess worker, int exitStatus) throws InterruptedException {
        for (int place : places.get(workers.indexOf(worker))) {
            if (isLost(outcomes[place])) {
                outcomes[place] = lost(exitStatus);
            }
        }
    }

    boolean isLost(Outcome outcome) {
        return outcome == null;
    }

    Outcome lost(int exitStatus) {
        return new Lost(exitStatus);
    }

    List<Outcome> result(Outcome[] outcomes) {
        return List.of(outcomes);
    }

    void closeAll(List<WorkerProcess> workers, boolean allWentWell) {
        workers.forEach(WorkerProcess::close);
    }
}
