package course.coroutine.exercise;

import course.coroutine.Coroutine;
import course.coroutine.Scheduler;

import java.util.function.Consumer;

/** Exercise 2.5. A queue, and a loop around it. */
public final class ExerciseScheduler implements Scheduler {
    private final Consumer<Throwable> failures;

    // Your fields: a queue of the tasks that wait for their turn, …

    public ExerciseScheduler(Consumer<Throwable> failures) {
        this.failures = failures;
    }

    @Override
    public void spawn(Coroutine<?, ?, ?> task) {
        throw new UnsupportedOperationException("TODO 2.5.1: put the task at the end of the queue");
    }

    @Override
    public void run() throws InterruptedException {
        throw new UnsupportedOperationException(
                "TODO 2.5.2: as long as there is a task in the queue, give the first one its"
                        + " turn()");
        // TODO 2.5.4: refuse to run when it is running already
        // TODO 2.5.5: between turns, look whether the thread was interrupted: close all tasks then
    }

    private void turn(Coroutine<?, ?, ?> task) {
        throw new UnsupportedOperationException(
                "TODO 2.5.2: let it run by next(); if it has yielded, put it at the end of the"
                        + " queue again");
        // TODO 2.5.3: if it fails, tell failures about it, and let the others go on
    }
}
