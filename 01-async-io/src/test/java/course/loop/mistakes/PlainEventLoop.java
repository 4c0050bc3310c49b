package course.loop.mistakes;

import course.loop.EventLoop;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A message loop with a method for each thing that can be got wrong. */
abstract class PlainEventLoop implements EventLoop {
    final LoopClock clock;
    final Consumer<Throwable> failures;
    final Object lock = new Object();
    final Deque<Runnable> posted = new ArrayDeque<>();
    final List<Delayed> delayed = new ArrayList<>();
    volatile boolean stopped;
    private boolean begun;

    PlainEventLoop(LoopClock clock, Consumer<Throwable> failures) {
        this.clock = clock;
        this.failures = failures;
    }

    @Override
    public void post(Runnable message) {
        add(message);
        clock.wake();
    }

    void add(Runnable message) {
        synchronized (lock) {
            posted.add(message);
        }
    }

    @Override
    public Timer postDelayed(Runnable message, Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("negative delay");
        }
        var timer = new Delayed(message, now().plus(delay));
        synchronized (lock) {
            insert(timer);
        }
        wakeForTimer();
        return timer;
    }

    Duration now() {
        return clock.now();
    }

    void insert(Delayed timer) {
        var at = 0;
        while (at < delayed.size() && delayed.get(at).due.compareTo(timer.due) <= 0) {
            at++;
        }
        delayed.add(at, timer);
    }

    void wakeForTimer() {
        clock.wake();
    }

    @Override
    public void run() throws InterruptedException {
        begin();
        while (!stopped) {
            turn();
        }
    }

    void begin() {
        synchronized (lock) {
            if (begun) {
                throw new IllegalStateException("a loop runs once");
            }
            begun = true;
        }
    }

    void turn() throws InterruptedException {
        var ready = new ArrayList<Runnable>();
        var now = clock.now();
        synchronized (lock) {
            while (!delayed.isEmpty() && isDue(delayed.getFirst(), now)) {
                ready.add(delayed.removeFirst());
            }
            while (!posted.isEmpty()) {
                ready.add(posted.remove());
            }
        }
        if (ready.isEmpty()) {
            idle();
        }
        for (var message : ready) {
            if (!stopped || finishesTheTurn()) {
                process(message);
            }
        }
    }

    boolean isDue(Delayed timer, Duration now) {
        return timer.due.compareTo(now) <= 0;
    }

    boolean finishesTheTurn() {
        return false;
    }

    void process(Runnable message) {
        try {
            message.run();
        } catch (Throwable failure) {
            failures.accept(failure);
        }
    }

    void idle() throws InterruptedException {
        clock.await(nextDue());
    }

    Duration nextDue() {
        synchronized (lock) {
            return delayed.isEmpty() ? null : delayed.getFirst().due;
        }
    }

    @Override
    public void stop() {
        stopped = true;
        clock.wake();
    }

    boolean cancel(Delayed timer) {
        synchronized (lock) {
            if (timer.message == null) {
                return false;
            }
            timer.message = null;
            delayed.remove(timer);
            return true;
        }
    }

    final class Delayed implements Timer, Runnable {
        Runnable message;
        boolean hidden;
        final Duration due;

        Delayed(Runnable message, Duration due) {
            this.message = message;
            this.due = due;
        }

        @Override
        public void run() {
            Runnable taken;
            synchronized (lock) {
                taken = hidden ? null : message;
                message = null;
            }
            if (taken != null) {
                taken.run();
            }
        }

        @Override
        public boolean cancel() {
            return PlainEventLoop.this.cancel(this);
        }
    }
}
