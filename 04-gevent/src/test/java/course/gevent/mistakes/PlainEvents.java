package course.gevent.mistakes;

import course.gevent.AsyncResult;
import course.gevent.Event;
import course.gevent.Events;
import course.gevent.Hub;
import course.gevent.Outcome;
import course.gevent.Waitable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Events with a method for each thing that can be got wrong. */
abstract class PlainEvents implements Events {
    final Thread thread = Thread.currentThread();
    final Hub hub;
    final Consumer<Throwable> failures;

    PlainEvents(Hub hub, Consumer<Throwable> failures) {
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

    /** Listeners, each with whether it is to be told now. */
    abstract class Linked implements Waitable {
        final List<Listener> linked = new ArrayList<>();
        final List<Listener> called = new ArrayList<>();

        @Override
        public void link(Listener listener) {
            linked.add(listener);
            if (isReady()) {
                callAll();
            }
        }

        @Override
        public void unlink(Listener listener) {
            if (!linked.remove(listener)) {
                called.remove(listener);
            }
        }

        void ready() {
            if (Thread.currentThread() == thread) {
                callAll();
            } else {
                postFromOutside(this::callAll);
            }
        }

        void callAll() {
            called.addAll(linked);
            linked.clear();
            deliver(this::tellAll);
        }

        void tellAll() {
            while (!called.isEmpty()) {
                tell(called.removeFirst(), this);
            }
        }
    }

    void postFromOutside(Runnable message) {
        hub.post(message);
    }

    void deliver(Runnable message) {
        hub.post(message);
    }

    void tell(Waitable.Listener listener, Waitable source) {
        try {
            listener.onReady(source);
        } catch (Throwable thrown) {
            failures.accept(thrown);
        }
    }

    class Flag extends Linked implements Event {
        volatile boolean isSet;

        @Override
        public boolean isReady() {
            return isSet;
        }

        @Override
        public void set() {
            isSet = true;
            ready();
        }

        @Override
        public void clear() {
            isSet = false;
        }

        @Override
        public boolean await(Duration timeout) throws InterruptedException {
            return waitFor(this, timeout);
        }
    }

    boolean waitFor(Event event, Duration timeout) throws InterruptedException {
        return hub.join(event, timeout);
    }

    class Result<T> extends Linked implements AsyncResult<T> {
        volatile boolean isGiven;
        T value;
        Throwable failure;

        @Override
        public boolean isReady() {
            return isGiven;
        }

        @Override
        public T value() {
            return value;
        }

        @Override
        public Throwable exception() {
            return failure;
        }

        @Override
        public synchronized void set(T value) {
            give(value, null);
        }

        @Override
        public synchronized void setException(Throwable failure) {
            give(null, failure);
        }

        void give(T value, Throwable failure) {
            if (isGiven) {
                again();
            }
            this.value = value;
            this.failure = failure;
            isGiven = true;
            ready();
        }

        @Override
        public T get(Duration timeout) throws Exception {
            if (!isReady() && Duration.ZERO.equals(timeout) || !hub.join(this, timeout)) {
                throw new TimeoutException("nothing within " + timeout);
            }
            if (failure != null) {
                PlainCancellation.<Exception>raise(raised(failure));
            }
            return value;
        }

        @Override
        public void onReady(Waitable source) {
            takeOver(this, source);
        }
    }

    void again() {
        throw new IllegalStateException("given already");
    }

    Throwable raised(Throwable failure) {
        return failure;
    }

    @SuppressWarnings("unchecked")
    <T> void takeOver(AsyncResult<T> result, Waitable source) {
        if (source.exception() == null) {
            result.set((T) ((Outcome<?>) source).value());
        } else {
            result.setException(source.exception());
        }
    }
}
