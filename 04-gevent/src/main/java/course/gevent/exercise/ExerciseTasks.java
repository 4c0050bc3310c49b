package course.gevent.exercise;

import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.Task;
import course.gevent.Tasks;
import course.greenlet.Greenlet;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Exercise 4.2. A task is a green thread of the hub, and remembers what its body returned. */
public final class ExerciseTasks implements Tasks {
    private final Hub hub;
    private final Consumer<Throwable> failures;

    public ExerciseTasks(Hub hub, Consumer<Throwable> failures) {
        this.hub = hub;
        this.failures = failures;
    }

    @Override
    public <T> Task<T> spawn(Callable<T> body) {
        throw new UnsupportedOperationException(
                "TODO 4.2.1: have the hub spawn a green thread that calls the body and keeps what"
                        + " it returns, and return a Spawned of it");
    }

    private final class Spawned<T> implements Task<T> {
        private final GreenThread thread;

        Spawned(GreenThread thread) {
            this.thread = thread;
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
        public T value() {
            throw new UnsupportedOperationException("TODO 4.2.1: what the body has returned");
        }

        @Override
        public Throwable exception() {
            return thread.exception();
        }

        @Override
        public T get(Duration timeout) throws Exception {
            throw new UnsupportedOperationException(
                    "TODO 4.2.2: wait by hub.join(); then there is a value, or a failure to throw,"
                            + " checked or not");
        }

        @Override
        public void link(Listener listener) {
            throw new UnsupportedOperationException(
                    "TODO 4.2.3: link a listener to the green thread that tells this one, with the"
                            + " task as the source; remember which one, for unlink()");
        }

        @Override
        public void unlink(Listener listener) {
            throw new UnsupportedOperationException(
                    "TODO 4.2.3: take back what link() has linked for this listener; and what 4.2.4"
                            + " has");
        }

        @Override
        public void linkValue(Listener listener) {
            throw new UnsupportedOperationException(
                    "TODO 4.2.4: link() a listener that looks whether the end is a success, and"
                            + " only then tells this one");
        }

        @Override
        public void linkException(Listener listener) {
            throw new UnsupportedOperationException("TODO 4.2.4: the same for a failure");
        }

        @Override
        public Greenlet greenlet() {
            return thread.greenlet();
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
