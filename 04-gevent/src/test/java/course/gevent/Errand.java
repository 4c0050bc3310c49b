package course.gevent;

import course.kit.Background;

import java.util.concurrent.Callable;

/** What a piece of code comes to that runs beside the example, on whatever thread. */
final class Errand<T> {
    private final String name;
    private final Callable<T> code;
    private final Background background;
    private volatile Thread thread;
    private volatile boolean hasEnded;
    private T value;
    private Throwable thrown;

    Errand(String name, Callable<T> code, Background background) {
        this.name = name;
        this.code = code;
        this.background = background;
    }

    void run() {
        thread = Thread.currentThread();
        try {
            value = code.call();
        } catch (Throwable failure) {
            thrown = failure;
        } finally {
            hasEnded = true;
        }
    }

    boolean hasStarted() {
        return thread != null;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    /** The thread that it runs on. */
    Thread thread() {
        return thread;
    }

    /** Waits for its end; what it returned. */
    T value() {
        awaitEnd();
        if (thrown != null) {
            throw new AssertionError("%s ended with %s".formatted(name, thrown), thrown);
        }
        return value;
    }

    /** Waits for its end; what it threw. */
    Throwable thrown() {
        awaitEnd();
        if (thrown == null) {
            throw new AssertionError(
                    "%s was to end with an exception, and returned %s".formatted(name, value));
        }
        return thrown;
    }

    private void awaitEnd() {
        background.await(name + " ends", this::hasEnded);
    }
}
