package course.loop.reference;

import course.loop.EventLoop;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

public final class ReferenceEventLoop implements EventLoop {
    private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    private final LoopClock clock;
    private final Consumer<Throwable> failures;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean stopped;

    private final Object lock = new Object();
    private final List<Runnable> posted = new ArrayList<>();
    private final TreeSet<Delayed> delayed = new TreeSet<>();
    private long delayedSoFar;

    public ReferenceEventLoop(LoopClock clock, Consumer<Throwable> failures) {
        this.clock = clock;
        this.failures = failures;
    }

    @Override
    public void post(Runnable message) {
        synchronized (lock) {
            posted.add(message);
        }
        clock.wake(); // after the message is there: woken earlier, the loop could miss it
    }

    @Override
    public Timer postDelayed(Runnable message, Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("negative delay: " + delay);
        }
        var due = after(delay);
        Delayed timer;
        synchronized (lock) {
            timer = new Delayed(message, due, delayedSoFar++);
            delayed.add(timer);
        }
        clock.wake(); // the loop may be waiting for a later moment than this one
        return timer;
    }

    private Duration after(Duration delay) {
        try {
            return clock.now().plus(delay);
        } catch (ArithmeticException tooFarAway) {
            return NEVER;
        }
    }

    @Override
    public void run() throws InterruptedException {
        if (begun.getAndSet(true)) {
            throw new IllegalStateException("a loop runs once, on one thread");
        }
        while (!stopped) {
            var turn = takeWhatIsThere();
            if (turn.isEmpty()) {
                clock.await(nextDue());
            } else {
                process(turn);
            }
        }
    }

    /** What is posted from here on, by a message of this turn for instance, is for a later turn. */
    private List<Runnable> takeWhatIsThere() {
        var now = clock.now();
        synchronized (lock) {
            var turn = new ArrayList<Runnable>();
            while (!delayed.isEmpty() && delayed.first().due.compareTo(now) <= 0) {
                turn.add(delayed.pollFirst());
            }
            turn.addAll(posted);
            posted.clear();
            return turn;
        }
    }

    private Duration nextDue() {
        synchronized (lock) {
            return delayed.isEmpty() ? null : delayed.first().due;
        }
    }

    private void process(List<Runnable> turn) {
        for (var message : turn) {
            if (stopped) {
                return;
            }
            try {
                message.run();
            } catch (Throwable failure) {
                failures.accept(failure);
            }
        }
    }

    @Override
    public void stop() {
        stopped = true;
        clock.wake();
    }

    /** The message is taken out once: by whoever comes first, the loop or {@link #cancel}. */
    private final class Delayed implements Timer, Runnable, Comparable<Delayed> {
        private static final Comparator<Delayed> ORDER =
                Comparator.<Delayed, Duration>comparing(timer -> timer.due)
                        .thenComparing(timer -> timer.number);

        private final AtomicReference<Runnable> message;
        private final Duration due;
        private final long number;

        Delayed(Runnable message, Duration due, long number) {
            this.message = new AtomicReference<>(message);
            this.due = due;
            this.number = number;
        }

        @Override
        public void run() {
            var taken = message.getAndSet(null);
            if (taken != null) {
                taken.run();
            }
        }

        @Override
        public boolean cancel() {
            if (message.getAndSet(null) == null) {
                return false;
            }
            synchronized (lock) {
                delayed.remove(this);
            }
            return true;
        }

        @Override
        public int compareTo(Delayed other) {
            return ORDER.compare(this, other);
        }
    }
}
