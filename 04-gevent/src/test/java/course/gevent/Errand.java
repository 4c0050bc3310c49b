package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;

import java.util.concurrent.Callable;

/** What a piece of code comes to that runs beside the example, on whatever thread. */
class Errand<T> {
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
        return throwing(Throwable.class);
    }

    /** Waits for its end; what it threw, which is to be of this type. */
    <X extends Throwable> X throwing(Class<X> type) {
        awaitEnd();
        if (thrown == null) {
            throw new AssertionError(
                    "%s was to end with a %s, and returned %s"
                            .formatted(name, type.getSimpleName(), shown(value)));
        }
        assertThat(thrown)
                .withFailMessage(() ->
                        "%s was to end with a %s, and ended with %s"
                                .formatted(name, type.getSimpleName(), thrown))
                .isInstanceOf(type);
        return type.cast(thrown);
    }

    private static Object shown(Object value) {
        return value instanceof byte[] bytes ? "\"" + new String(bytes) + "\"" : value;
    }

    /** What it has thrown so far, or null. */
    final Throwable failure() {
        return thrown;
    }

    final String name() {
        return name;
    }

    private void awaitEnd() {
        background.await(name + " ends", this::hasEnded);
    }
}
