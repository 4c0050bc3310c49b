package course.gevent.exercise;

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
import java.util.function.Consumer;

/**
 * Exercise 4.1. Start with TODO 4.1.1: green threads that run one after the other, and never wait.
 * Then the one wait; what comes after it is built on it.
 */
public final class ExerciseHub implements Hub {
    private final Greenlets greenlets;
    private final LoopClock clock;
    private final Consumer<Throwable> failures;

    // Your fields: a queue for what is ready, …

    public ExerciseHub(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        this.greenlets = greenlets;
        this.clock = clock;
        this.failures = failures;
    }

    // Green threads

    @Override
    public GreenThread spawn(Body body) {
        throw new UnsupportedOperationException(
                "TODO 4.1.1: create a greenlet for the body (a class of yours implements"
                        + " GreenThread), and put it at the end of the queue; then do post() and"
                        + " join()");
    }

    @Override
    public GreenThread spawn(String name, Body body) {
        throw new UnsupportedOperationException("TODO 4.1.1: as spawn(body), with a name");
    }

    @Override
    public void post(Runnable message) {
        throw new UnsupportedOperationException(
                "TODO 4.1.1: put the message at the end of the queue (from other threads: 4.1.7)");
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        throw new UnsupportedOperationException(
                "TODO 4.1.1: run the loop: turn after turn, until the queue is empty; a turn takes"
                        + " what was there when it began. Switch to those that were spawned; what"
                        + " fails is told to failures");
    }

    @Override
    public GreenThread current() {
        throw new UnsupportedOperationException(
                "TODO 4.1.1: whom has the loop switched to? If to none, it is the main greenlet");
    }

    @Override
    public Greenlet greenlet() {
        throw new UnsupportedOperationException(
                "TODO 4.1.1: the greenlet that runs the loop: greenlets.current(), in the"
                        + " constructor");
    }

    // The one wait

    @Override
    public boolean await(Watcher watcher, Duration timeout) throws InterruptedException {
        throw new UnsupportedOperationException(
                "TODO 4.1.2: start the watcher with a waiter; switch to the hub (or run the loop,"
                    + " if it is the main greenlet that waits); check that it is the waiter that"
                    + " came back; stop the watcher in finally. wake() puts the waiter into the"
                    + " queue");
    }

    // Time

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        throw new UnsupportedOperationException(
                "TODO 4.1.3: await() a watcher that a timer wakes; no time at all is a place at the"
                        + " end of the queue");
    }

    @Override
    public Timer postDelayed(Runnable message, Duration delay) {
        throw new UnsupportedOperationException(
                "TODO 4.1.3: keep it with the time at which it is due; in the loop, process those"
                    + " whose time has come, and wait by the clock when there is nothing to do");
    }

    @Override
    public Timer postDaemon(Runnable message, Duration delay) {
        throw new UnsupportedOperationException(
                "TODO 4.1.7: a timer that the loop does not stay for");
    }

    // Waiting for others: 4.1.4 is link() and unlink() in your GreenThread, 4.1.6 its throwInto()

    @Override
    public boolean join(Waitable waitable, Duration timeout) throws InterruptedException {
        throw new UnsupportedOperationException(
                "TODO 4.1.5: await() a watcher that links a listener, and unlinks it when stopped");
    }

    @Override
    public <W extends Waitable> Arrivals<W> iwait(Collection<W> all, Duration timeout) {
        throw new UnsupportedOperationException(
                "TODO 4.1.5: link one listener to all; it keeps who is ready, and wakes who waits"
                        + " in next()");
    }

    @Override
    public <W extends Waitable> List<W> wait(Collection<W> all, Duration timeout, int count)
            throws InterruptedException {
        throw new UnsupportedOperationException("TODO 4.1.5: count arrivals of iwait()");
    }

    @Override
    public <W extends Waitable> List<W> joinAll(
            Collection<W> all, Duration timeout, boolean raiseError, int count) throws Exception {
        throw new UnsupportedOperationException(
                "TODO 4.1.5: as wait(), and look at the exception of each that arrives");
    }

    // The outside

    @Override
    public Hold hold() {
        throw new UnsupportedOperationException(
                "TODO 4.1.7: count the holds; as long as there is one, an idle loop waits by the"
                        + " clock in place of a BlockedForeverException");
    }
}
