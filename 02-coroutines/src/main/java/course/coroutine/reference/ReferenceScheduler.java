package course.coroutine.reference;

import course.coroutine.Coroutine;
import course.coroutine.Coroutine.Yielded;
import course.coroutine.Scheduler;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

public final class ReferenceScheduler implements Scheduler {
    private final Queue<Coroutine<?, ?, ?>> queue = new ArrayDeque<>();
    private final Consumer<Throwable> failures;
    private boolean running;

    public ReferenceScheduler(Consumer<Throwable> failures) {
        this.failures = failures;
    }

    @Override
    public void spawn(Coroutine<?, ?, ?> task) {
        queue.add(task);
    }

    @Override
    public void run() throws InterruptedException {
        if (running) {
            throw new IllegalStateException("the scheduler is running already");
        }
        running = true;
        try {
            while (!queue.isEmpty()) {
                if (!Thread.currentThread().isInterrupted()) {
                    turn(queue.remove());
                }
                if (Thread.interrupted()) {
                    closeAll();
                    // a task may have interrupted this thread while it was closed
                    Thread.interrupted();
                    throw new InterruptedException();
                }
            }
        } finally {
            running = false;
        }
    }

    private void turn(Coroutine<?, ?, ?> task) {
        try {
            if (task.next() instanceof Yielded) {
                queue.add(task);
            }
        } catch (Throwable failure) {
            failures.accept(failure);
        }
    }

    private void closeAll() {
        while (!queue.isEmpty()) {
            try {
                queue.remove().close();
            } catch (Throwable failure) {
                failures.accept(failure);
            }
        }
    }
}
