package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.coroutine.Coroutine.Returned;
import course.coroutine.Scheduler;

import java.util.LinkedList;
import java.util.function.Consumer;

/** A queue and a loop, with a method for each thing that can be got wrong. */
abstract class PlainScheduler implements Scheduler {
    final LinkedList<Coroutine<?, ?, ?>> queue = new LinkedList<>();
    private final Consumer<Throwable> failures;
    private int runs;

    PlainScheduler(Consumer<Throwable> failures) {
        this.failures = failures;
    }

    final boolean isRunning() {
        return runs > 0;
    }

    @Override
    public void spawn(Coroutine<?, ?, ?> task) {
        queue.addLast(task);
    }

    @Override
    public void run() throws InterruptedException {
        if (isRunning()) {
            refuseToRunTwice();
        }
        runs++;
        try {
            boolean interrupted = false;
            while (!queue.isEmpty() && !interrupted) {
                interrupted = isInterrupted();
                if (!interrupted) {
                    turn(take());
                    interrupted = isInterrupted();
                }
            }
            if (interrupted) {
                closeAll();
                throw new InterruptedException("interrupted");
            }
        } finally {
            runs--;
        }
    }

    private void closeAll() {
        while (!queue.isEmpty()) {
            close(queue.removeFirst());
        }
    }

    void refuseToRunTwice() {
        throw new IllegalStateException("it is running");
    }

    boolean isInterrupted() {
        return Thread.interrupted();
    }

    Coroutine<?, ?, ?> take() {
        return queue.removeFirst();
    }

    void turn(Coroutine<?, ?, ?> task) {
        boolean goesOn = false;
        try {
            goesOn = step(task);
        } catch (Throwable failure) {
            failed(failure);
        }
        if (goesOn) {
            queue.addLast(task);
        }
    }

    /** Whether the task has not ended. */
    final boolean step(Coroutine<?, ?, ?> task) {
        return !(task.next() instanceof Returned);
    }

    void failed(Throwable failure) {
        failures.accept(failure);
    }

    void close(Coroutine<?, ?, ?> task) {
        try {
            task.close();
        } catch (Throwable failure) {
            failed(failure);
        }
    }
}
