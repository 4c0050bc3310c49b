package course.gevent.reference;

import course.gevent.GreenThread;
import course.gevent.Hub;
import course.greenlet.Greenlet;
import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;

import java.util.Objects;

/** A green thread: the body of its greenlet, and the message that starts it. */
final class HubGreenThread implements GreenThread, Greenlets.Body, Runnable {
    private final GreenThreads threads;
    private final Object name;
    private Greenlet greenlet;
    private Hub.Body body;
    private State state = State.PENDING;
    private Throwable failure;
    private Links links;
    private Wait yielded;

    /** Something has been thrown into it, perhaps by another thread: it is too late to start. */
    private volatile boolean isDoomed;

    /** The wait that it is in, if any. */
    Wait wait;

    /** Its neighbours among those that have started and not ended. */
    HubGreenThread before;

    HubGreenThread after;

    private enum State {
        PENDING,
        STARTED,
        ENDED
    }

    /**
     * @param name a text, or a number
     */
    HubGreenThread(GreenThreads threads, Object name, Hub.Body body) {
        this.threads = threads;
        this.name = name;
        this.body = body;
    }

    /** One that runs already, on a greenlet that the hub has not created. */
    static HubGreenThread started(GreenThreads threads, String name, Greenlet greenlet) {
        var started = new HubGreenThread(threads, name, null);
        started.greenlet = greenlet;
        started.state = State.STARTED;
        return started;
    }

    /** Whether it is among those that have started, as far as the hub knows. */
    boolean isListed() {
        return before != null;
    }

    void runOn(Greenlet greenlet) {
        this.greenlet = greenlet;
    }

    /** The message. */
    @Override
    public void run() {
        if (!isDoomed) {
            threads.switchTo(this, null);
        }
    }

    /** The body of the greenlet. */
    @Override
    public Object run(Object first) {
        state = State.STARTED;
        threads.enlist(this);
        try {
            var taken = body;
            body = null;
            taken.run();
        } catch (GreenletExit exit) {
            // an end as good as any
        } catch (Throwable thrown) {
            fail(thrown);
        }
        threads.delist(this);
        end();
        return null;
    }

    private void fail(Throwable thrown) {
        failure = thrown;
        threads.loop().report(thrown);
    }

    private void end() {
        state = State.ENDED;
        if (links != null) {
            links.tellAll();
        }
    }

    /** Everybody who is ready now comes first. */
    void yieldOneTurn() throws InterruptedException {
        threads.requireMayWait(this);
        if (yielded == null || !yielded.canBeginAnew()) {
            yielded = new Wait(threads, this, "the next turn");
        }
        yielded.beginAnew();
        yielded.goOnSoon();
        yielded.untilWoken();
    }

    @Override
    public Greenlet greenlet() {
        return greenlet;
    }

    @Override
    public boolean isStarted() {
        return state == State.STARTED;
    }

    @Override
    public boolean isReady() {
        return state == State.ENDED;
    }

    @Override
    public Throwable exception() {
        return failure;
    }

    @Override
    public void throwInto(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        isDoomed = true;
        if (threads.loop().isOnItsThread() && threads.isInLoop()) {
            throwNow(thrown);
        } else {
            threads.loop().post(() -> throwNow(thrown));
        }
    }

    private void throwNow(Throwable thrown) {
        if (state == State.STARTED) {
            threads.throwInto(this, thrown);
        } else if (state == State.PENDING) {
            body = null;
            if (!(thrown instanceof GreenletExit)) {
                fail(thrown);
            }
            end();
        }
    }

    @Override
    public void link(Listener listener) {
        threads.loop().requireItsThread();
        if (links == null) {
            links = new Links(threads.loop()::post, threads.loop()::report, this);
        }
        links.add(Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public void unlink(Listener listener) {
        threads.loop().requireItsThread();
        if (links != null) {
            links.remove(listener);
        }
    }

    @Override
    public String toString() {
        return name instanceof Long ? "greenlet " + name : (String) name;
    }
}
