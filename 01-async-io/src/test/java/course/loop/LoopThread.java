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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A loop on a thread of its own, and the spec's way to do things there. */
final class LoopThread {
    private static final int LOOKS_AT_REST = 20;
    private static final Duration OPENING = Duration.ofMillis(500);

    private final Background background;
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final EventLoop loop;
    private final Thread thread;
    private final Set<Thread> others;
    private volatile boolean expectsAFailure;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final Set<Thread> atTheGate = ConcurrentHashMap.newKeySet();
    private int messages;
    private int lastHeard = -1;
    private String inCall;

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
                loop.post(counted(message));
            }

            @Override
            public Timer postDelayed(Runnable message, Duration delay) {
                passTheGate();
                return loop.postDelayed(counted(message), delay);
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

    private Runnable counted(Runnable message) {
        return () -> {
            messages++;
            message.run();
        };
    }

    /** How many messages of the candidate have been processed; for use on the loop's thread. */
    int messages() {
        return messages;
    }

    /** Notes that a callback has come; whether it is the first one in this message. */
    boolean isFirstInItsMessage() {
        var isFirst = messages != lastHeard;
        lastHeard = messages;
        return isFirst;
    }

    /** Calls a method of the candidate on the loop's thread: no callback may come in it. */
    <T> T calling(String call, Supplier<T> made) {
        var outer = inCall;
        inCall = call;
        try {
            return made.get();
        } finally {
            inCall = outer;
        }
    }

    /** The call of a method of the candidate that the loop's thread is in, or null. */
    String inCall() {
        return inCall;
    }

    /** Closes it here, or else where this is called; what goes wrong is not for this to say. */
    void closes(AsyncFiles files) {
        try {
            if (thread.isAlive()) {
                does("close returns", files::close);
            } else {
                files.close();
            }
        } catch (Throwable closeOnThisThread) {
            try {
                files.close();
            } catch (Throwable alreadyTold) {
                // an example about close fails of it, or what is left behind is reported
            }
        }
    }

    /** For use on its thread: what is being processed is the last message. */
    void stops() {
        loop.stop();
    }

    /** Ends the loop, as a program does at its end. */
    void end() {
        loop.stop();
        background.await("the loop ends", () -> !thread.isAlive());
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

    /** Waits until exactly this failure of a message has been reported. */
    void awaitReported(Throwable failure, String what) {
        background.await("the loop reports " + what, () -> !failures.isEmpty());
        if (failures.size() != 1 || failures.getFirst() != failure) {
            throw new AssertionError(
                    "the loop reports %s, once; expected: [%s], but was: %s"
                            .formatted(what, failure, failures));
        }
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
                atTheGate.add(Thread.currentThread());
                gate.await();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            atTheGate.remove(Thread.currentThread());
        }
    }

    /** The threads that have to wait since they post. */
    List<String> heldBack() {
        return atTheGate.stream()
                .map(one -> one.getName().isEmpty() ? "a virtual thread" : one.getName())
                .sorted()
                .toList();
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
        var heldBack = 0;
        for (var looks = 0; looks < LOOKS_AT_REST && System.nanoTime() - until < 0; looks++) {
            if (candidatesThreads().stream().anyMatch(LoopThread::works)
                    || atTheGate.size() != heldBack) {
                looks = 0;
                heldBack = atTheGate.size();
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits until one of the candidate's threads opens a file; a virtual one cannot be seen. */
    void awaitOpening() {
        var until = System.nanoTime() + OPENING.toNanos();
        while (candidatesThreads().stream().noneMatch(LoopThread::opens)
                && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static boolean opens(Thread thread) {
        var stack = thread.getStackTrace();
        return stack.length > 0 && stack[0].getMethodName().startsWith("open");
    }

    private static boolean works(Thread thread) {
        return thread.getState() == Thread.State.RUNNABLE || thread.getState() == Thread.State.NEW;
    }
}
