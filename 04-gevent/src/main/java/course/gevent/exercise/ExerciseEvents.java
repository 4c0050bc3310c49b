package course.gevent.exercise;

import course.gevent.AsyncResult;
import course.gevent.Event;
import course.gevent.Events;
import course.gevent.Hub;
import course.gevent.Waitable;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Exercise 4.4. Both keep listeners, and tell them in a message of the hub. Whoever waits is one of
 * the listeners: that is what hub.join() links.
 */
public final class ExerciseEvents implements Events {
    private final Hub hub;
    private final Consumer<Throwable> failures;

    public ExerciseEvents(Hub hub, Consumer<Throwable> failures) {
        this.hub = hub;
        this.failures = failures;
    }

    @Override
    public Event newEvent() {
        return new Flag();
    }

    @Override
    public <T> AsyncResult<T> newAsyncResult() {
        return new Result<>();
    }

    private final class Flag implements Event {

        @Override
        public boolean isReady() {
            throw new UnsupportedOperationException(
                    "TODO 4.4.1: a field, which other threads set and clear, too");
        }

        @Override
        public void set() {
            throw new UnsupportedOperationException(
                    "TODO 4.4.1: set the flag; then post a message that tells those who are linked"
                            + " now, whatever the flag is by then");
        }

        @Override
        public void clear() {
            throw new UnsupportedOperationException("TODO 4.4.1: take the flag down");
        }

        @Override
        public boolean await(Duration timeout) throws InterruptedException {
            throw new UnsupportedOperationException("TODO 4.4.2: wait by hub.join()");
        }

        @Override
        public void link(Listener listener) {
            throw new UnsupportedOperationException(
                    "TODO 4.4.2: keep the listener until it is told; if the flag is set already,"
                            + " post a message that tells it");
        }

        @Override
        public void unlink(Listener listener) {
            throw new UnsupportedOperationException(
                    "TODO 4.4.2: forget the listener, also if it is to be told in this very turn");
        }
    }

    private final class Result<T> implements AsyncResult<T> {

        @Override
        public boolean isReady() {
            throw new UnsupportedOperationException(
                    "TODO 4.4.3: whether a value or a failure has been given; null is a value,"
                            + " too");
        }

        @Override
        public T value() {
            throw new UnsupportedOperationException("TODO 4.4.3: the value that was given");
        }

        @Override
        public Throwable exception() {
            throw new UnsupportedOperationException("TODO 4.4.3: the failure that was given");
        }

        @Override
        public void set(T value) {
            throw new UnsupportedOperationException(
                    "TODO 4.4.3: keep the value, if nothing has been given before (two threads may"
                            + " come at the same moment), and tell those who are linked");
        }

        @Override
        public void setException(Throwable failure) {
            throw new UnsupportedOperationException("TODO 4.4.3: the same with a failure");
        }

        @Override
        public T get(Duration timeout) throws Exception {
            throw new UnsupportedOperationException(
                    "TODO 4.4.4: wait by hub.join(), but not for no time at all: a message must not"
                            + " wait; then there is a value, or a failure to throw");
        }

        @Override
        public void link(Listener listener) {
            throw new UnsupportedOperationException("TODO 4.4.4: as that of the flag");
        }

        @Override
        public void unlink(Listener listener) {
            throw new UnsupportedOperationException("TODO 4.4.4: as that of the flag");
        }

        @Override
        public void onReady(Waitable source) {
            throw new UnsupportedOperationException(
                    "TODO 4.4.5: give the source's exception; or its value, if it is an Outcome");
        }
    }
}
