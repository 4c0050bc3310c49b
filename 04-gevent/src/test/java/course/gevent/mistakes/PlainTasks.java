package course.gevent.mistakes;

import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.Task;
import course.gevent.Tasks;
import course.gevent.Waitable;
import course.greenlet.Greenlet;
import course.greenlet.GreenletExit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Tasks with a method for each thing that can be got wrong. */
abstract class PlainTasks implements Tasks {
    final Hub hub;
    final Consumer<Throwable> failures;

    PlainTasks(Hub hub, Consumer<Throwable> failures) {
        this.hub = hub;
        this.failures = failures;
    }

    @Override
    public <T> Task<T> spawn(Callable<T> body) {
        Objects.requireNonNull(body);
        return create(body);
    }

    <T> Task<T> create(Callable<T> body) {
        return new PlainTask<>(body);
    }

    boolean isFailure(Throwable thrown) {
        return !(thrown instanceof GreenletExit);
    }

    Exception raised(Throwable failure) {
        throw PlainTasks.<RuntimeException>sneaky(failure);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }

    void tell(Waitable.Listener listener, Waitable source) {
        try {
            listener.onReady(source);
        } catch (Throwable thrown) {
            failures.accept(thrown);
        }
    }

    Waitable source(PlainTask<?> task) {
        return task;
    }

    <T> T timeIsUp(Duration timeout) throws TimeoutException {
        throw new TimeoutException("not within " + timeout);
    }

    /** Links that are told by one link to the green thread. */
    class PlainTask<T> implements Task<T> {
        final GreenThread thread;
        final List<Entry> entries = new ArrayList<>();
        T value;
        Throwable failure;

        private record Entry(Listener listener, Predicate<Task<?>> condition) {}

        PlainTask(Callable<T> body) {
            thread =
                    hub.spawn(() -> {
                        try {
                            value = body.call();
                        } catch (Throwable thrown) {
                            if (isFailure(thrown)) {
                                failure = thrown;
                            }
                            throw thrown;
                        }
                    });
            thread.link(ended -> tellAll());
        }

        void tellAll() {
            while (!entries.isEmpty()) {
                var entry = entries.removeFirst();
                if (entry.condition.test(this)) {
                    tell(entry.listener, source(this));
                }
            }
        }

        private void add(Listener listener, Predicate<Task<?>> condition) {
            entries.add(new Entry(Objects.requireNonNull(listener), condition));
            if (isReady()) {
                later(this::tellAll);
            }
        }

        void later(Runnable message) {
            hub.post(message);
        }

        @Override
        public void link(Listener listener) {
            add(listener, task -> true);
        }

        @Override
        public void linkValue(Listener listener) {
            add(listener, task -> task.exception() == null);
        }

        @Override
        public void linkException(Listener listener) {
            add(listener, task -> task.exception() != null);
        }

        @Override
        public void unlink(Listener listener) {
            entries.removeIf(entry -> entry.listener == listener);
        }

        @Override
        public T value() {
            return value;
        }

        @Override
        public Throwable exception() {
            return failure == null ? thread.exception() : failure;
        }

        @Override
        public T get(Duration timeout) throws Exception {
            if (!hub.join(this, timeout)) {
                return timeIsUp(timeout);
            }
            if (exception() != null) {
                throw raised(exception());
            }
            return value;
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
}
