package course.coroutine;

import course.kit.Background;
import course.kit.Example;

import java.util.concurrent.atomic.AtomicReference;

/** Threads that are not the example's own. */
enum Elsewhere {
    ANOTHER_THREAD("another thread") {
        @Override
        void call(Attempt.Call call) throws InterruptedException {
            unchecked(call);
        }
    },
    A_VIRTUAL_THREAD("a virtual thread") {
        @Override
        void call(Attempt.Call call) throws InterruptedException {
            var failure = new AtomicReference<Throwable>();
            Thread.ofVirtual()
                    .name(toString())
                    .start(() -> {
                        try {
                            call.run();
                        } catch (Throwable thrown) {
                            failure.set(thrown);
                        }
                    })
                    .join();
            if (failure.get() != null) {
                throw Thrown.sneakily(failure.get());
            }
        }
    };

    private final String text;

    Elsewhere(String text) {
        this.text = text;
    }

    abstract void call(Attempt.Call call) throws InterruptedException;

    /** Calls it there, and waits for its end; what it throws fails the example. */
    void run(Background background, Attempt.Call call) {
        background.start(text, () -> call(call)).awaitEnd();
        // what was thrown at its very end
        Example.current().checkBackground();
    }

    private static void unchecked(Attempt.Call call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            throw Thrown.sneakily(thrown);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
