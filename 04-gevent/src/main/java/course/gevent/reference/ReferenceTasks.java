package course.gevent.reference;

import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.Task;
import course.gevent.Tasks;
import course.gevent.Waitable;
import course.greenlet.Greenlet;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

public final class ReferenceTasks implements Tasks {
    private final Hub hub;
    private final Consumer<Throwable> failures;

    public ReferenceTasks(Hub hub, Consumer<Throwable> failures) {
        this.hub = hub;
        this.failures = failures;
    }

    @Override
    public <T> Task<T> spawn(Callable<T> body) {
        return new Spawned<>(Objects.requireNonNull(body, "body"));
    }

    private final class Spawned<T> implements Task<T> {
        private final Links links = new Links(hub::post, failures, this);
        private final GreenThread thread;
        private T value;

        Spawned(Callable<T> body) {
            thread = hub.spawn(() -> value = body.call());
            thread.link(ended -> links.tellAll());
        }

        @Override
        public T value() {
            return value;
        }

        @Override
        public Throwable exception() {
            return thread.exception();
        }

        @Override
        public T get(Duration timeout) throws Exception {
            if (!hub.join(this, timeout)) {
                throw new TimeoutException(this + " has not ended within " + timeout);
            }
            if (exception() != null) {
                throw Sneaky.thrown(exception());
            }
            return value;
        }

        @Override
        public void link(Listener listener) {
            links.add(Objects.requireNonNull(listener, "listener"));
        }

        @Override
        public void linkValue(Listener listener) {
            link(new Filter(listener, this::isSuccessful));
        }

        @Override
        public void linkException(Listener listener) {
            link(new Filter(listener, () -> exception() != null));
        }

        @Override
        public void unlink(Listener listener) {
            links.remove(listener);
            links.removeIf(link -> link instanceof Filter filter && filter.listener == listener);
        }

        @Override
        public Greenlet greenlet() {
            return thread.greenlet();
        }

        @Override
        public boolean isStarted() {
            return thread.isStarted();
        }

        @Override
        public boolean isReady() {
            return thread.isReady();
        }

        @Override
        public void throwInto(Throwable thrown) {
            thread.throwInto(thrown);
        }

        @Override
        public String toString() {
            return thread.toString();
        }
    }

    /** A listener that hears of some ends only. */
    private record Filter(Waitable.Listener listener, BooleanSupplier condition)
            implements Waitable.Listener {

        Filter {
            Objects.requireNonNull(listener, "listener");
        }

        @Override
        public void onReady(Waitable source) {
            if (condition.getAsBoolean()) {
                listener.onReady(source);
            }
        }
    }
}
