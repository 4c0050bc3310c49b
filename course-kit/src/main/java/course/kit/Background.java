package course.kit;

import course.kit.failure.Stacks;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Runs code under test beside the example; what is thrown there fails the example. */
public final class Background {
    private final Example example;

    public Background(Example example) {
        this.example = example;
    }

    /** Something to do on a thread of its own. */
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }

    /** Starts {@code body} on a new thread of that name, and stops it when the example ends. */
    public Task start(String name, Body body) {
        return example.closesAtEnd(new Task(name, body));
    }

    /**
     * Waits until {@code condition} holds; fails when it does not in time, or when a task fails.
     */
    public void await(String what, BooleanSupplier condition) {
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Patience.limit())
                    .until(() -> {
                        example.checkBackground();
                        return condition.getAsBoolean();
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "expected that %s; it was not so within %s s"
                            .formatted(what, Patience.limit().toSeconds()));
        } catch (TerminalFailureException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** Code that runs beside the example. */
    public final class Task implements AutoCloseable {
        private final Thread thread;
        private volatile boolean stopping;

        private Task(String name, Body body) {
            thread =
                    new Thread(
                            example.threads(),
                            () -> {
                                try {
                                    body.run();
                                } catch (Throwable thrown) {
                                    if (!(stopping && thrown instanceof InterruptedException)) {
                                        example.report(name, thrown);
                                    }
                                }
                            },
                            name);
            thread.setDaemon(true);
            thread.start();
        }

        public Thread thread() {
            return thread;
        }

        /** Whether its thread waits for something, be it a lock, with or without a limit. */
        public boolean isWaiting() {
            return switch (thread.getState()) {
                case WAITING, TIMED_WAITING, BLOCKED -> true;
                case NEW, RUNNABLE, TERMINATED -> false;
            };
        }

        public boolean hasEnded() {
            return !thread.isAlive();
        }

        /** Waits for the task to end by itself. */
        public void awaitEnd() {
            await(thread.getName() + " ends", this::hasEnded);
        }

        /** Interrupts the task's thread, and waits for its end. */
        public void stop() {
            stopping = true;
            thread.interrupt();
            try {
                thread.join(Patience.limit());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (thread.isAlive()) {
                throw new AssertionError(
                        "%s went on for %s s after its thread was interrupted; it was %s"
                                .formatted(
                                        thread.getName(),
                                        Patience.limit().toSeconds(),
                                        Stacks.whereabouts(thread.getStackTrace())
                                                .orElse("in no lesson code")));
            }
        }

        @Override
        public void close() {
            stop();
        }
    }
}
