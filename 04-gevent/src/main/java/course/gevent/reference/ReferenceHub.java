package course.gevent.reference;

import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.Waitable;
import course.greenlet.Greenlet;
import course.greenlet.Greenlets;
import course.loop.EventLoop.Timer;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The layers, from below: {@link Loop}, {@link GreenThreads} that switch to it, {@link Wait}, and
 * {@link Joins} by the notification protocol of {@link Links}.
 */
public final class ReferenceHub implements Hub {
    private final Loop loop;
    private final GreenThreads threads;
    private final Joins joins;

    public ReferenceHub(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        loop = new Loop(clock, failures);
        threads = new GreenThreads(loop, greenlets);
        joins = new Joins(this, loop);
    }

    @Override
    public GreenThread spawn(Body body) {
        return spawn(null, body);
    }

    @Override
    public GreenThread spawn(String name, Body body) {
        loop.requireItsThread();
        return threads.spawn(name, Objects.requireNonNull(body, "body"));
    }

    @Override
    public GreenThread current() {
        loop.requireItsThread();
        return threads.current();
    }

    @Override
    public Greenlet greenlet() {
        loop.requireItsThread();
        return threads.main().greenlet();
    }

    // The one wait

    @Override
    public boolean await(Watcher watcher, Duration timeout) throws InterruptedException {
        loop.requireItsThread();
        return new Wait(threads, threads.current(), watcher).await(watcher, timeout);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (duration != null && duration.isZero()) {
            loop.requireItsThread();
            threads.current().yieldOneTurn();
        } else {
            await(new Sleep(duration), duration);
        }
    }

    /** Woken by nothing but the time. */
    private record Sleep(Duration duration) implements Watcher {
        @Override
        public void start(Waiter waiter) {}

        @Override
        public String toString() {
            return duration == null ? "nothing" : "the end of " + duration;
        }
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        loop.requireItsThread();
        var main = threads.main();
        if (threads.current() != main) {
            throw new IllegalStateException("it is for the main greenlet to join the hub");
        }
        Loop.requireDuration(timeout);
        threads.requireMayWait(main);
        var wait = new Wait(threads, main, GreenThreads.DRAINED);
        // the time limit itself is no reason to stay
        var limit = timeout == null ? null : loop.setTimer(wait, timeout, true);
        try {
            wait.untilWoken();
        } finally {
            if (limit != null) {
                limit.cancel();
            }
        }
        return wait.isWoken();
    }

    // Waiting for others

    @Override
    public boolean join(Waitable waitable, Duration timeout) throws InterruptedException {
        return joins.join(waitable, timeout);
    }

    @Override
    public <W extends Waitable> List<W> wait(Collection<W> all, Duration timeout, int count)
            throws InterruptedException {
        return joins.wait(all, timeout, count);
    }

    @Override
    public <W extends Waitable> List<W> joinAll(
            Collection<W> all, Duration timeout, boolean raiseError, int count) throws Exception {
        return joins.joinAll(all, timeout, raiseError, count);
    }

    @Override
    public <W extends Waitable> Arrivals<W> iwait(Collection<W> all, Duration timeout) {
        return joins.iwait(all, timeout);
    }

    // The loop

    @Override
    public void post(Runnable message) {
        loop.post(message);
    }

    @Override
    public Timer postDelayed(Runnable message, Duration delay) {
        loop.requireItsThread();
        return loop.setTimer(message, delay, false);
    }

    @Override
    public Timer postDaemon(Runnable message, Duration delay) {
        loop.requireItsThread();
        return loop.setTimer(message, delay, true);
    }

    @Override
    public Hold hold() {
        return loop.hold();
    }
}
