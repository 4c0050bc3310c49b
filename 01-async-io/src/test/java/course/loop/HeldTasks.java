package course.loop;

import course.kit.Patience;
import course.loop.ThreeModels.Task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Tasks that do not begin before the caller of a model waits for them. So if it does not, they are
 * not done when it returns, however slow it is.
 */
final class HeldTasks {
    private static final int LOOKS_AT_REST = 20;

    private final Thread caller = Thread.currentThread();
    private volatile boolean released;

    List<Task> of(List<Task> tasks) {
        return tasks.stream().map(this::hold).toList();
    }

    private Task hold(Task task) {
        return new Task() {
            @Override
            public String name() {
                return task.name();
            }

            @Override
            public Optional<Duration> run() {
                awaitTheCaller();
                return task.run();
            }

            @Override
            public void awaitIo() {
                task.awaitIo();
            }
        };
    }

    private void awaitTheCaller() {
        var until = System.nanoTime() + Patience.limit().toNanos();
        for (var looks = 0;
                looks < LOOKS_AT_REST && !released && System.nanoTime() - until < 0;
                looks++) {
            if (caller == Thread.currentThread()) {
                return;
            }
            if (caller.getState() == Thread.State.RUNNABLE) {
                looks = 0;
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    void release() {
        released = true;
    }
}
