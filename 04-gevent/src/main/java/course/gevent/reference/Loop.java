package course.gevent.reference;

import course.gevent.Hub;
import course.loop.EventLoop.Timer;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The first layer: turn after turn, it processes what was there when the turn began. It knows
 * messages and times, and no green thread.
 */
final class Loop {
    private static final Duration END_OF_TIME = Duration.ofSeconds(Long.MAX_VALUE);

    private final Thread thread = Thread.currentThread();
    private final LoopClock clock;
    private final Consumer<Throwable> failures;

    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private final Queue<Runnable> fromOtherThreads = new ConcurrentLinkedQueue<>();
    private final TreeSet<Delayed> timers = new TreeSet<>();
    private final AtomicInteger holds = new AtomicInteger();
    private long timersSoFar;
    private int daemons;
    private int outsideWaits;

    Loop(LoopClock clock, Consumer<Throwable> failures) {
        this.clock = clock;
        this.failures = failures;
    }

    // Turns

    /**
     * @param whenNothingCanHappen adds a message, or throws
     */
    void runUntil(BooleanSupplier isOver, Runnable whenNothingCanHappen)
            throws InterruptedException {
        while (!isOver.getAsBoolean()) {
            look(whenNothingCanHappen);
            addDueTimers();
            takeFromOtherThreads();
            for (var left = ready.size(); left > 0 && !isOver.getAsBoolean(); left--) {
                process(ready.remove());
            }
        }
    }

    private void look(Runnable whenNothingCanHappen) throws InterruptedException {
        if (!ready.isEmpty() || !fromOtherThreads.isEmpty()) {
            clock.await(Duration.ZERO);
        } else if (mayHappen()) {
            clock.await(timers.isEmpty() ? null : timers.first().due);
        } else {
            whenNothingCanHappen.run();
        }
    }

    private boolean mayHappen() {
        return timers.size() > daemons
                || outsideWaits > 0
                || holds.get() > 0
                || !fromOtherThreads.isEmpty();
    }

    /**
     * Those whose time has come are before what is ready: a greenlet that only yields can't starve
     * them.
     */
    private void addDueTimers() {
        if (timers.isEmpty()) {
            return;
        }
        var now = clock.now();
        var due = new ArrayDeque<Runnable>();
        while (!timers.isEmpty() && timers.first().due.compareTo(now) <= 0) {
            due.push(timers.pollFirst().taken());
        }
        due.forEach(ready::addFirst);
    }

    private void takeFromOtherThreads() {
        for (var message = fromOtherThreads.poll();
                message != null;
                message = fromOtherThreads.poll()) {
            ready.add(message);
        }
    }

    private void process(Runnable message) {
        try {
            message.run();
        } catch (Throwable failure) {
            report(failure);
        }
    }

    void report(Throwable failure) {
        try {
            failures.accept(failure);
        } catch (Throwable inReport) {
            var here = Thread.currentThread();
            here.getUncaughtExceptionHandler().uncaughtException(here, inReport);
        }
    }

    // Messages

    /** For the loop's own thread; what other threads have posted before comes first. */
    void add(Runnable message) {
        takeFromOtherThreads();
        ready.add(message);
    }

    /** For any thread. */
    void post(Runnable message) {
        Objects.requireNonNull(message, "message");
        if (isOnItsThread()) {
            add(message);
        } else {
            fromOtherThreads.add(message);
            clock.wake();
        }
    }

    boolean isOnItsThread() {
        return Thread.currentThread() == thread;
    }

    void requireItsThread() {
        if (!isOnItsThread()) {
            throw new WrongThreadException(
                    "the hub belongs to the thread \"%s\", not to \"%s\"; post() is for all"
                            .formatted(thread.getName(), Thread.currentThread().getName()));
        }
    }

    // Timers

    static Duration requireDuration(Duration duration) {
        if (duration != null && duration.isNegative()) {
            throw new IllegalArgumentException("negative duration: " + duration);
        }
        return duration;
    }

    /** The time on the loop's clock at which this much will have passed. */
    Duration after(Duration delay) {
        return later(clock.now(), delay);
    }

    /** What is later than all times is the end of time. */
    static Duration later(Duration now, Duration delay) {
        try {
            return now.plus(delay);
        } catch (ArithmeticException tooLate) {
            return END_OF_TIME;
        }
    }

    Duration left(Duration end) {
        return end.minus(clock.now());
    }

    /**
     * @param delay null for a message that never comes; nobody stays for that one
     * @param isDaemon whether the loop does not stay for it
     */
    Timer setTimer(Runnable message, Duration delay, boolean isDaemon) {
        Objects.requireNonNull(message, "message");
        requireDuration(delay);
        if (delay == null) {
            return new Delayed(message, END_OF_TIME, timersSoFar++, false);
        }
        var timer = new Delayed(message, after(delay), timersSoFar++, isDaemon);
        timers.add(timer);
        daemons += isDaemon ? 1 : 0;
        return timer;
    }

    /** Holds its message until that is processed or cancelled, whichever comes first. */
    private final class Delayed extends AtomicReference<Runnable>
            implements Timer, Runnable, Comparable<Delayed> {
        private static final long serialVersionUID = 1;

        private final Duration due;
        private final long number;
        private final boolean isDaemon;

        Delayed(Runnable message, Duration due, long number, boolean isDaemon) {
            super(message);
            this.due = due;
            this.number = number;
            this.isDaemon = isDaemon;
        }

        Delayed taken() {
            daemons -= isDaemon ? 1 : 0;
            return this;
        }

        @Override
        public void run() {
            var message = getAndSet(null);
            if (message != null) {
                message.run();
            }
        }

        @Override
        public boolean cancel() {
            if (getAndSet(null) == null) {
                return false;
            }
            if (isOnItsThread()) {
                forget();
            } else {
                post(this::forget);
            }
            return true;
        }

        private void forget() {
            if (timers.remove(this)) {
                taken();
            }
        }

        @Override
        public int compareTo(Delayed other) {
            var byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    // What else the loop stays for

    Hub.Hold hold() {
        holds.incrementAndGet();
        var open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                holds.decrementAndGet();
                clock.wake();
            }
        };
    }

    void outsideWaitBegins() {
        outsideWaits++;
    }

    void outsideWaitEnds() {
        outsideWaits--;
    }
}
