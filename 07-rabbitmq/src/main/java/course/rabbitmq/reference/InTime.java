package course.rabbitmq.reference;

import com.rabbitmq.client.ShutdownSignalException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Asks a broker something, and does not wait longer than that. A broker that is stopped keeps its
 * connections; the client's own calls wait for it for minutes, and {@code close} is one of them.
 */
final class InTime {
    private InTime() {}

    @FunctionalInterface
    interface Talk {
        void run() throws Exception;
    }

    static void talk(Duration limit, Talk talk) throws IOException, TimeoutException {
        ask(
                limit,
                () -> {
                    talk.run();
                    return null;
                },
                _ -> {});
    }

    /**
     * @param question asked on a thread of its own, which is interrupted when nobody waits for the
     *     answer any more; it ends with the connection then, or when the broker goes on
     * @param tooLate what to do with an answer that nobody has waited for
     */
    static <T> T ask(Duration limit, Callable<T> question, Consumer<T> tooLate)
            throws IOException, TimeoutException {
        var answer = new CompletableFuture<T>();
        var asking =
                Thread.ofVirtual()
                        .name("a question to the broker")
                        .start(() -> {
                            try {
                                var value = question.call();
                                if (!answer.complete(value)) {
                                    tooLate.accept(value);
                                }
                            } catch (Throwable thrown) {
                                answer.completeExceptionally(thrown);
                            }
                        });
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(false);
            asking.interrupt();
            throw new TimeoutException(
                    "the broker has not answered within %s ms".formatted(limit.toMillis()));
        } catch (InterruptedException e) {
            answer.cancel(false);
            asking.interrupt();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the broker");
        }
    }

    /** As {@link #ask}, where a broker that does not answer is one failure among others. */
    static <T> T agree(Duration limit, Callable<T> question, Consumer<T> tooLate)
            throws IOException {
        try {
            return ask(limit, question, tooLate);
        } catch (TimeoutException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** What must not be done any more when nobody waits for it. */
    static void checkThatSomebodyWaits() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("nobody waits for it any more");
        }
    }

    private static IOException thrown(Throwable thrown) throws TimeoutException {
        return switch (thrown) {
            case IOException e -> Refusal.told(e);
            case ShutdownSignalException e -> Refusal.told(e);
            case TimeoutException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> new IOException(thrown);
        };
    }
}
