package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import course.kit.Background;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Calls to a broker that does not answer. */
final class Silence {
    /** How long the client waits on the connections of some examples. */
    static final Duration SHORT = Duration.ofSeconds(1);

    /** A little longer than a call to a silent broker may take by itself. */
    static final Duration LONG = Duration.ofSeconds(7);

    private Silence() {}

    /** It ends with one of the two exceptions that a broker without an answer may be. */
    static void ends(String call, Background.Body body) {
        var thrown = catchThrowable(body::run);
        if (thrown instanceof UnsupportedOperationException toDo) {
            throw toDo;
        }
        assertThat(thrown)
                .as(
                        "%s, while the broker is silent, on a connection that waits %s ms for an"
                                + " answer; what is thrown",
                        call, SHORT.toMillis())
                .isInstanceOfAny(IOException.class, TimeoutException.class);
    }

    /** Interrupts a call that waits for the broker: an IOException, and the thread is marked. */
    static void isInterrupted(Background background, String call, Background.Body body) {
        isInterrupted(background, call, false, body);
    }

    /**
     * Interrupts a call that waits for the broker, or its thread before that: an IOException, and
     * the thread is marked.
     */
    static void isInterrupted(
            Background background, String call, boolean already, Background.Body body) {
        var marked = new AtomicBoolean();
        var waiting =
                background.start(
                        call,
                        () -> {
                            if (already) {
                                Thread.currentThread().interrupt();
                            }
                            var thrown = catchThrowable(body::run);
                            marked.set(Thread.interrupted());
                            if (thrown instanceof UnsupportedOperationException toDo) {
                                throw toDo;
                            }
                            assertThat(thrown)
                                    .as("what %s throws when its thread is interrupted", call)
                                    .isInstanceOf(IOException.class);
                        });
        background.await(
                call + " waits for the broker, or ends",
                () -> waiting.isWaiting() || waiting.hasEnded());
        if (!already) {
            waiting.thread().interrupt();
        }
        waiting.awaitEnd();
        assertThat(marked)
                .as("whether the thread is still marked as interrupted when %s has ended", call)
                .isTrue();
    }
}
