package course.gevent.exercise;

import course.gevent.Cancellation;
import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.Timeout;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Callable;

/** Exercise 4.3. All of it comes down to {@link GreenThread#throwInto}. */
public final class ExerciseCancellation implements Cancellation {
    private final Hub hub;

    public ExerciseCancellation(Hub hub) {
        this.hub = hub;
    }

    @Override
    public void killSoon(GreenThread victim, Throwable thrown) {
        throw new UnsupportedOperationException(
                "TODO 4.3.1: post a message that throws it into the victim; a second kill before"
                        + " that adds nothing");
    }

    @Override
    public boolean killAll(
            Collection<? extends GreenThread> victims, Throwable thrown, Duration timeout)
            throws InterruptedException {
        throw new UnsupportedOperationException(
                "TODO 4.3.2: killSoon() each of them, and hub.wait() for all; what if one of them"
                        + " is the caller?");
    }

    @Override
    public Timeout timeout(Duration duration, Throwable thrown) {
        throw new UnsupportedOperationException(
                "TODO 4.3.3: a class of yours extends Timeout; a timer of the hub throws it into"
                        + " hub.current(), unless it has been closed before");
    }

    @Override
    public <T> T call(Duration timeout, Callable<T> body) throws Exception {
        throw new UnsupportedOperationException(
                "TODO 4.3.4: call the body inside a timeout, and close that however it ends");
    }

    @Override
    public <T> T call(Duration timeout, Callable<T> body, T otherwise) throws Exception {
        throw new UnsupportedOperationException(
                "TODO 4.3.4: the same, and catch the timeout; but whose timeout is it?");
    }

    @Override
    public boolean run(Duration timeout, Hub.Body body) throws Exception {
        throw new UnsupportedOperationException("TODO 4.3.4: by call()");
    }
}
