package course.gevent.reference;

import course.gevent.AsyncResult;
import course.gevent.Event;
import course.gevent.Events;
import course.gevent.Hub;
import course.gevent.Outcome;
import course.gevent.Waitable;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

public final class ReferenceEvents implements Events {
    private final Hub hub;
    private final Consumer<Throwable> failures;

    public ReferenceEvents(Hub hub, Consumer<Throwable> failures) {
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
        private final Links links = new SharedLinks(hub::post, failures, this);
        private volatile boolean isSet;

        @Override
        public boolean isReady() {
            return isSet;
        }

        @Override
        public void set() {
            isSet = true;
            links.tellAll();
        }

        @Override
        public void clear() {
            isSet = false;
        }

        @Override
        public boolean await(Duration timeout) throws InterruptedException {
            return hub.join(this, timeout);
        }

        @Override
        public void link(Listener listener) {
            links.add(Objects.requireNonNull(listener, "listener"));
        }

        @Override
        public void unlink(Listener listener) {
            links.remove(listener);
        }

        @Override
        public String toString() {
            return "an event";
        }
    }

    private final class Result<T> implements AsyncResult<T> {
        private final Links links = new SharedLinks(hub::post, failures, this);
        private final AtomicReference<Given<T>> given = new AtomicReference<>();

        private record Given<T>(T value, Throwable failure) {}

        @Override
        public boolean isReady() {
            return given.get() != null;
        }

        @Override
        public T value() {
            return isReady() ? given.get().value : null;
        }

        @Override
        public Throwable exception() {
            return isReady() ? given.get().failure : null;
        }

        @Override
        public void set(T value) {
            give(new Given<>(value, null));
        }

        @Override
        public void setException(Throwable failure) {
            give(new Given<>(null, Objects.requireNonNull(failure, "failure")));
        }

        private void give(Given<T> result) {
            if (!given.compareAndSet(null, result)) {
                throw new IllegalStateException("there is a result already: " + given.get());
            }
            links.tellAll();
        }

        @Override
        public T get(Duration timeout) throws Exception {
            var mayWait = timeout == null || !timeout.isZero();
            if (!isReady() && !(mayWait && hub.join(this, timeout))) {
                throw new TimeoutException("no result within " + timeout);
            }
            if (exception() != null) {
                throw Sneaky.thrown(exception());
            }
            return value();
        }

        @Override
        @SuppressWarnings("unchecked")
        public void onReady(Waitable source) {
            if (source.exception() != null) {
                setException(source.exception());
            } else {
                set(source instanceof Outcome<?> outcome ? (T) outcome.value() : null);
            }
        }

        @Override
        public void link(Listener listener) {
            links.add(Objects.requireNonNull(listener, "listener"));
        }

        @Override
        public void unlink(Listener listener) {
            links.remove(listener);
        }

        @Override
        public String toString() {
            return "a result";
        }
    }
}
