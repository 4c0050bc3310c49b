package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import course.kit.Background;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls to a broker that does not answer. */
final class Silence {
    /** How long the client waits on the connections of some examples. */
    static final Duration SHORT = Duration.ofSeconds(1);

    /** A little longer than a call to a silent broker may take by itself. */
    static final Duration LONG = Duration.ofSeconds(7);

    private static final Duration BEAT = Duration.ofMillis(100);
    private static final Duration A_MOMENT = Duration.ofSeconds(3);

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

    /**
     * Fails if it takes almost twice as long as this limit, and three seconds. They are counted,
     * not measured: while the machine stands still, none are.
     */
    static void endsInTime(String call, Duration limit, Background background, Background.Body body)
            throws Exception {
        var beats = new AtomicInteger();
        var clock =
                background.start(
                        "a clock",
                        () -> {
                            while (true) {
                                Thread.sleep(BEAT);
                                beats.incrementAndGet();
                            }
                        });
        body.run();
        clock.stop();
        var tooLong = limit.multipliedBy(9).dividedBy(5);
        assertThat(BEAT.multipliedBy(beats.get()))
                .as(
                        "how long it took until %s ended, where nobody answers for ever; by the"
                                + " contract it is waited for %s ms",
                        call, limit.toMillis())
                .isLessThan(tooLong.compareTo(A_MOMENT) < 0 ? A_MOMENT : tooLong);
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
