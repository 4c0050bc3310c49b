package course.kit.example;

import course.kit.failure.Verdicts.Failed;
import course.kit.failure.Verdicts.Hung;
import course.kit.jvm.Debugger;
import course.kit.jvm.ExampleThreads;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs the parts of an example on its thread, within what is left of its deadline. */
final class PartRunner {
    private final ExampleThreads threads;
    private final TimeLimit limit;
    private final Supplier<Hung> whenHung;
    private volatile CompletableFuture<Ended<?>> running;
    private volatile Failed ended;
    private ExampleThreads.Worker worker;
    private boolean hung;

    /** Something that the example does on its own thread. */
    @FunctionalInterface
    interface Part<T> {
        T run() throws Throwable;
    }

    /** How a part came out. A future that fails would read the text of what was thrown. */
    private record Ended<T>(T value, Throwable thrown) {
        T result() throws Throwable {
            if (thrown != null) {
                throw thrown;
            }
            return value;
        }
    }

    /**
     * @param whenHung tells where the code stands that has not ended in time
     */
    PartRunner(ExampleThreads threads, TimeLimit limit, Supplier<Hung> whenHung) {
        this.threads = threads;
        this.limit = limit;
        this.whenHung = whenHung;
    }

    <T> T run(Part<T> part) throws Throwable {
        if (worker == null || hung) {
            worker = threads.newWorker();
        }
        var result = new CompletableFuture<Ended<?>>();
        running = result;
        worker.execute(() -> {
            try {
                result.complete(new Ended<>(part.run(), null));
            } catch (Throwable thrown) {
                result.complete(new Ended<>(null, thrown));
            }
        });
        try {
            @SuppressWarnings("unchecked")
            var ended =
                    (Ended<T>)
                            (Debugger.isAttached()
                                    ? result.get()
                                    : result.get(
                                            limit.remaining().toNanos(), TimeUnit.NANOSECONDS));
            return ended.result();
        } catch (TimeoutException e) {
            hung = true;
            var failure = whenHung.get();
            worker.abandon();
            throw failure;
        }
    }

    /** Ends the part that runs at once with this failure, whatever the example's threads do. */
    void endWith(Failed failure) {
        ended = failure;
        var waiting = running;
        if (waiting != null) {
            waiting.complete(new Ended<>(null, failure));
        }
    }

    void checkNotEnded() {
        if (ended != null) {
            throw ended;
        }
    }

    /** No part comes any more. */
    void end() {
        if (worker != null) {
            worker.end();
        }
    }
}
