package course.loop;

import course.loop.ThreeModels.Task;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Tasks that do not go as planned. */
final class OddTasks {
    private OddTasks() {}

    /** Throws in the last of so many runs. */
    static final class Broken implements Task {
        private final int runs;
        private final Throwable failure;
        private final Thread caller = Thread.currentThread();
        private int begun;

        Broken(int runs, Throwable failure) {
            this.runs = runs;
            this.failure = failure;
        }

        @Override
        public String name() {
            return "the broken task";
        }

        @Override
        public Optional<Duration> run() {
            if (++begun == runs) {
                if (Thread.currentThread() != caller) {
                    Thread.currentThread().setUncaughtExceptionHandler((any, expected) -> {});
                }
                Failing.with(failure);
            }
            return Optional.of(Duration.ZERO);
        }

        @Override
        public void awaitIo() {}

        int begun() {
            return begun;
        }
    }

    /** Is done after so many runs, between which its I/O takes no time, and counts them. */
    static final class Quick implements Task {
        private final int runs;
        private final Runnable work;
        private int begun;

        Quick() {
            this(1, () -> {});
        }

        Quick(int runs, Runnable work) {
            this.runs = runs;
            this.work = work;
        }

        @Override
        public String name() {
            return "a quick task";
        }

        @Override
        public Optional<Duration> run() {
            begun++;
            work.run();
            return begun < runs ? Optional.of(Duration.ZERO) : Optional.empty();
        }

        @Override
        public void awaitIo() {}

        int begun() {
            return begun;
        }
    }

    /** Equals every other one of its kind, as records of the same content do. */
    static final class Equal implements Task {
        private final Quick quick;

        Equal(int runs) {
            quick = new Quick(runs, () -> {});
        }

        @Override
        public String name() {
            return quick.name();
        }

        @Override
        public Optional<Duration> run() {
            return quick.run();
        }

        @Override
        public void awaitIo() {}

        int begun() {
            return quick.begun();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Equal;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    /** A task under another name. */
    record Named(String name, Task task) implements Task {
        @Override
        public Optional<Duration> run() {
            return task.run();
        }

        @Override
        public void awaitIo() {
            task.awaitIo();
        }
    }

    /** Takes until it is released, or interrupted, if it heeds that. */
    static final class Stuck implements Task {
        private final boolean heedsInterrupts;
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean hasBegun;
        private volatile boolean isDone;

        Stuck() {
            this(true);
        }

        Stuck(boolean heedsInterrupts) {
            this.heedsInterrupts = heedsInterrupts;
        }

        @Override
        public String name() {
            return "a task that takes long";
        }

        @Override
        public Optional<Duration> run() {
            hasBegun = true;
            var interrupted = false;
            while (!interrupted || !heedsInterrupts && released.getCount() > 0) {
                try {
                    released.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            isDone = true;
            return Optional.empty();
        }

        @Override
        public void awaitIo() {
            throw new IllegalStateException("it does not wait for any I/O");
        }

        boolean hasBegun() {
            return hasBegun;
        }

        boolean isDone() {
            return isDone;
        }

        void release() {
            released.countDown();
        }
    }
}
