package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.coroutine.Coroutine.Yielded;
import course.coroutine.Scheduler;
import course.kit.Mistake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Gives the tasks to a pool of threads. More is done at the same time, and everything that tasks
 * share needs a lock again: the counter is wrong, once in a while.
 */
@Mistake(
        killedBy = "allTasksRunOnTheThreadThatCallsRun",
        saying = "and not on the thread that called run()")
final class SchedulerOnAThreadPool implements Scheduler {
    private final List<Coroutine<?, ?, ?>> tasks = new ArrayList<>();
    private final Consumer<Throwable> failures;

    SchedulerOnAThreadPool(Consumer<Throwable> failures) {
        this.failures = failures;
    }

    @Override
    public synchronized void spawn(Coroutine<?, ?, ?> task) {
        tasks.add(task);
    }

    private synchronized List<Coroutine<?, ?, ?>> takeAll() {
        var taken = List.copyOf(tasks);
        tasks.clear();
        return taken;
    }

    @Override
    public void run() {
        for (var taken = takeAll(); !taken.isEmpty(); taken = takeAll()) {
            try (var pool = Executors.newFixedThreadPool(4)) {
                taken.forEach(task -> pool.execute(() -> runToItsEnd(task)));
            }
        }
    }

    private void runToItsEnd(Coroutine<?, ?, ?> task) {
        try {
            while (task.next() instanceof Yielded) {}
        } catch (Throwable failure) {
            failures.accept(failure);
        }
    }
}
