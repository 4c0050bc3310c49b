package course.loop.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Time that stands still until {@link #advance} turns the hands. From one {@code VirtualTime} come
 * any number of {@linkplain #newClock clocks}, one for each loop or thread that waits.
 *
 * <p>A thread is <em>at rest</em> when it waits by one of the clocks, or has ended. {@code advance}
 * goes from one awaited moment to the next, and at each of them goes on only when all threads are
 * at rest again. So when it returns, all that had to happen until then has happened, in the same
 * order in every run, however slow the machine is.
 */
public final class VirtualTime {
    /** Not zero, so that nobody confuses a moment with a delay. */
    private static final Duration START = Duration.ofSeconds(1_000);

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_STEPS = 20_000;
    private static final int MOST_AWAITS = 1_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Clock> clocks = new ArrayList<>();
    private final Set<Thread> waiting = new HashSet<>();
    private final Map<Thread, Clock> workers = new HashMap<>();
    private final Runnable check;
    private final Duration patience;
    private volatile Duration now = START;
    private volatile Observer observer = new Observer() {};

    /** Is told who comes to rest, and who goes on. It must not use a clock. */
    public interface Observer {
        /**
         * @param until when its time comes; null if it waits for a wake alone
         */
        default void rests(String clock, Duration until) {}

        default void goesOn(String clock) {}
    }

    public VirtualTime() {
        this(() -> {});
    }

    /**
     * @param check called now and then while threads are waited for; it ends that by throwing, say
     *     because one of them has failed
     */
    public VirtualTime(Runnable check) {
        this(check, PATIENCE);
    }

    /**
     * @param patience how long, in real time, a thread is waited for that does not come to rest
     */
    public VirtualTime(Runnable check, Duration patience) {
        this.check = check;
        this.patience = patience;
    }

    /**
     * @param name of who waits by it, for messages: {@code the loop}
     */
    public Clock newClock(String name) {
        lock.lock();
        try {
            var clock = new Clock(name);
            clocks.add(clock);
            return clock;
        } finally {
            lock.unlock();
        }
    }

    /** Tells this one from now on. */
    public void observedBy(Observer observer) {
        this.observer = Objects.requireNonNull(observer);
    }

    /** How far the hands have been turned. */
    public Duration elapsed() {
        return now.minus(START);
    }

    /**
     * Turns the hands, from one moment that somebody waits for to the next, and lets everybody
     * whose time has come do what they have to do.
     *
     * @throws AssertionError if a thread does not come to rest, with where it stands
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + duration);
        }
        lock.lock();
        try {
            var target = now.plus(duration);
            awaitIdle();
            for (var steps = 0; turnToNextMoment(target); steps++) {
                if (steps == MOST_STEPS) {
                    throw new AssertionError(restless(duration));
                }
                awaitIdle();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes as long as the calling thread would have to work for so long: returns when the hands
     * have been turned that far. Nobody can wake it. From then on the thread counts as one that
     * waits by a clock.
     */
    public void work(Duration duration) throws InterruptedException {
        var clock = clockOfCaller();
        for (var end = now.plus(duration); now.compareTo(end) < 0; ) {
            clock.await(end);
        }
    }

    private Clock clockOfCaller() {
        lock.lock();
        try {
            workers.keySet().removeIf(thread -> !thread.isAlive());
            clocks.removeIf(clock -> clock.isOfWorker && !workers.containsValue(clock));
            return workers.computeIfAbsent(
                    Thread.currentThread(),
                    thread -> {
                        var clock = newClock(thread.getName());
                        clock.isOfWorker = true;
                        return clock;
                    });
        } finally {
            lock.unlock();
        }
    }

    private boolean turnToNextMoment(Duration target) {
        var next =
                clocks.stream()
                        .filter(clock -> clock.isAwaited && clock.until != null)
                        .map(clock -> clock.until)
                        .filter(until -> until.compareTo(target) <= 0)
                        .min(Duration::compareTo);
        turnTo(next.orElse(target));
        return next.isPresent();
    }

    private void turnTo(Duration moment) {
        if (moment.compareTo(now) > 0) {
            now = moment;
        }
        for (var clock : clocks) {
            if (clock.isAwaited && clock.hasCome()) {
                clock.release();
            }
        }
    }

    /**
     * Waits until every thread is at rest. A clock by which nobody has waited yet is waited for,
     * since its thread may just be starting; the calling thread's own clocks are not.
     *
     * @throws AssertionError if a thread does not come to rest, with where it stands
     */
    public void awaitIdle() {
        awaitRest(clocks);
    }

    private void awaitRest(Collection<Clock> concerned) {
        lock.lock();
        try {
            var giveUpAt = System.nanoTime() + patience.toNanos();
            concerned.forEach(clock -> clock.awaitsBefore = clock.awaits);
            for (var busy = busy(concerned); busy.isPresent(); busy = busy(concerned)) {
                var clock = busy.get();
                check.run();
                if (clock.awaits - clock.awaitsBefore > MOST_AWAITS) {
                    throw new AssertionError(clock.whereabouts().spins(MOST_AWAITS));
                }
                if (System.nanoTime() - giveUpAt > 0) {
                    throw new AssertionError(clock.whereabouts().neverWaits());
                }
                changed.await(1, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for threads to rest", e);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Clock> busy(Collection<Clock> concerned) {
        return concerned.stream().filter(clock -> !clock.isAtRest()).findFirst();
    }

    private String restless(Duration duration) {
        return String.format(
                Locale.ROOT,
                "in %s of virtual time there were %,d moments that somebody waited for; who has"
                        + " nothing to do waits for a wake, or for its next deadline (%s)",
                seconds(duration),
                MOST_STEPS,
                String.join(
                        "; ",
                        clocks.stream()
                                .map(clock -> clock.name + ": " + clock.whereabouts().now())
                                .toList()));
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1e3 + " s";
    }

    /** A clock of this time. Besides being one, it tells how it is used. */
    public final class Clock implements LoopClock {
        private final String name;
        private final Condition released = lock.newCondition();
        private Thread thread;
        private Duration until;
        private boolean isAwaited;
        private boolean isOfWorker;
        private boolean woken;
        private volatile Runnable beforeEachCall = () -> {};
        private volatile int awaits;
        private int awaitsBefore;

        private Clock(String name) {
            this.name = name;
        }

        @Override
        public Duration now() {
            beforeEachCall.run();
            return now;
        }

        @Override
        public void await(Duration until) throws InterruptedException {
            begin();
            beforeEachCall.run();
            lock.lockInterruptibly();
            try {
                if (!woken && (until == null || until.compareTo(now) > 0)) {
                    rest(until);
                }
                woken = false;
            } finally {
                lock.unlock();
            }
        }

        private void begin() {
            lock.lock();
            try {
                if (isAwaited) {
                    throw new AssertionError(
                            "%s waits by this clock, so %s cannot"
                                    .formatted(thread.getName(), Thread.currentThread().getName()));
                }
                thread = Thread.currentThread();
                awaits++;
            } finally {
                lock.unlock();
            }
        }

        private void rest(Duration until) throws InterruptedException {
            this.until = until;
            isAwaited = true;
            waiting.add(thread);
            changed.signalAll();
            observer.rests(name, until == null ? null : until.minus(START));
            try {
                while (isAwaited) {
                    released.await();
                }
            } finally {
                release();
                observer.goesOn(name);
            }
        }

        /** From here on the thread is not at rest, though it may take its time to run. */
        private void release() {
            if (isAwaited) {
                isAwaited = false;
                waiting.remove(thread);
                released.signal();
            }
        }

        @Override
        public void wake() {
            lock.lock();
            try {
                woken = true;
                release();
            } finally {
                lock.unlock();
            }
        }

        /**
         * Says whose clock it is, for a thread that may come to rest in another way before it waits
         * by this clock. By itself, a clock belongs to who waits by it.
         */
        public Clock of(Thread thread) {
            lock.lock();
            try {
                this.thread = thread;
                return this;
            } finally {
                lock.unlock();
            }
        }

        /** Waits until the thread that waits by this clock is at rest. */
        public void awaitIdle() {
            awaitRest(List.of(this));
        }

        /** How often it was waited by. Whoever has nothing to do does not add to it. */
        public int awaits() {
            return awaits;
        }

        /**
         * Does something on whichever thread calls {@code now} or {@code await}, before that call
         * begins: between what the thread has just found out and what it makes of it.
         */
        public void beforeEachCall(Runnable action) {
            beforeEachCall = Objects.requireNonNull(action);
        }

        /** Whether the thread that waits by it is at rest. */
        public boolean isIdle() {
            lock.lock();
            try {
                return isAtRest();
            } finally {
                lock.unlock();
            }
        }

        private boolean hasCome() {
            return until != null && until.compareTo(now) <= 0;
        }

        private boolean isAtRest() {
            if (thread == null) {
                return false;
            }
            return thread == Thread.currentThread()
                    || thread.getState() == Thread.State.TERMINATED
                    || waiting.contains(thread) && !thread.isInterrupted();
        }

        private Whereabouts whereabouts() {
            return new Whereabouts(name, thread);
        }
    }
}
