package course.loop;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Patience;
import course.loop.time.SystemClock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A loop on a thread of its own, and the spec's way to do things there. */
final class LoopThread {
    private static final int LOOKS_AT_REST = 20;

    private final Background background;
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final EventLoop loop;
    private final Thread thread;
    private final Set<Thread> others;
    private volatile boolean expectsAFailure;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    LoopThread(Candidate<EventLoop> loops, Background background) throws Exception {
        this.background = background;
        loop = loops.create(new SystemClock(), (Consumer<Throwable>) failures::add);
        thread = background.start("the loop", loop::run).thread();
        others = Set.copyOf(threads());
    }

    /** Something to do on the loop's thread. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    /** The loop, as the candidate sees it. */
    EventLoop loop() {
        return new EventLoop() {
            @Override
            public void post(Runnable message) {
                passTheGate();
                loop.post(message);
            }

            @Override
            public Timer postDelayed(Runnable message, Duration delay) {
                passTheGate();
                return loop.postDelayed(message, delay);
            }

            @Override
            public void run() throws InterruptedException {
                loop.run();
            }

            @Override
            public void stop() {
                loop.stop();
            }
        };
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /**
     * Runs {@code action} as a message, and waits until it has been processed.
     *
     * @param expectation how a failure tells what ought to happen, such as {@code read(a.txt)
     *     returns at once}
     */
    void does(String expectation, Action action) throws Exception {
        does(expectation, Duration.ZERO, action);
    }

    /** The same while the candidate's threads may keep the machine itself busy for so long. */
    void does(String expectation, Duration mayBeBusy, Action action) throws Exception {
        var thrown = new AtomicReference<Throwable>();
        var finished = new AtomicBoolean();
        loop.post(() -> {
            try {
                action.run();
            } catch (Throwable t) {
                thrown.set(t);
            } finally {
                finished.set(true);
            }
        });
        var until = System.nanoTime() + mayBeBusy.toNanos();
        while (!finished.get() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(1_000_000);
        }
        await(expectation, finished::get);
        switch (thrown.get()) {
            case Exception e -> throw e;
            case Error e -> throw e;
            case null, default -> {}
        }
    }

    /** Waits for a condition, and fails if a message has failed. */
    void await(String expectation, BooleanSupplier condition) {
        background.await(
                expectation,
                () -> {
                    failIfAMessageHas();
                    return condition.getAsBoolean();
                });
    }

    private void failIfAMessageHas() {
        if (!failures.isEmpty() && !expectsAFailure) {
            var first = failures.getFirst();
            throw new AssertionError("a message on the loop threw " + first, first);
        }
    }

    /** From now on a message may fail. */
    void expectsAFailure() {
        expectsAFailure = true;
    }

    Throwable awaitFailure(String expectation) {
        background.await(expectation, () -> !failures.isEmpty());
        return failures.getFirst();
    }

    /** From now on a thread that posts has to wait; the loop's own has not. */
    void holdBackWhoPosts() {
        gate = new CountDownLatch(1);
    }

    void letThemPost() {
        gate.countDown();
    }

    private void passTheGate() {
        try {
            if (!isCurrent()) {
                gate.await();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** The threads that the candidate has started. */
    List<Thread> candidatesThreads() {
        var found = threads();
        found.removeAll(others);
        return found;
    }

    private static List<Thread> threads() {
        var group = Thread.currentThread().getThreadGroup();
        var found = new Thread[group.activeCount() + 256];
        var count = group.enumerate(found, true);
        return new ArrayList<>(List.of(Arrays.copyOf(found, count)));
    }

    /**
     * Waits until the candidate's threads have come to rest, so that one that does too much has had
     * the time for it. One that never rests is waited for no longer than is patient.
     */
    void awaitRest() {
        awaitRest(Patience.limit());
    }

    void awaitRest(Duration atMost) {
        var until = System.nanoTime() + atMost.toNanos();
        for (var looks = 0; looks < LOOKS_AT_REST && System.nanoTime() - until < 0; looks++) {
            if (candidatesThreads().stream().anyMatch(LoopThread::works)) {
                looks = 0;
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static boolean works(Thread thread) {
        return thread.getState() == Thread.State.RUNNABLE || thread.getState() == Thread.State.NEW;
    }
}
