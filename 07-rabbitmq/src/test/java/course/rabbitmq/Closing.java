package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.rabbitmq.client.Connection;

import course.kit.Background;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Closes what has to wait for work at hand. */
final class Closing {
    private static final int ROUND_TRIPS = 20;
    private static final Duration LONG = Duration.ofSeconds(6);

    private Closing() {}

    /**
     * Begins to close it, and fails if that ends while it is {@code atWork}, such as {@code the
     * worker was at a task}.
     *
     * @param connection the one that it works on: a close that only asks the broker has its answer
     *     before others on the same connection have theirs
     */
    static Background.Task begin(
            Background background, Connection connection, AutoCloseable resource, String atWork)
            throws Exception {
        var closing = background.start("close", resource::close);
        background.await(
                "close waits for the work, or ends",
                () -> closing.hasEnded() || closing.isWaiting());
        roundTrips(connection);
        assertThat(closing.hasEnded()).withFailMessage("close returned while " + atWork).isFalse();
        return closing;
    }

    /** As {@link #begin}, for work that takes longer than a broker is waited for anywhere. */
    static Background.Task beginForLong(
            Background background, Connection connection, AutoCloseable resource, String atWork)
            throws Exception {
        var closing = begin(background, connection, resource, atWork);
        closing.thread().join(LONG);
        assertThat(closing.hasEnded())
                .withFailMessage(
                        "close returned while %s: it has to wait for that, however long it takes",
                        atWork)
                .isFalse();
        return closing;
    }

    /**
     * Interrupts who closes it while it is {@code atWork}: that one waits on, or is told that it
     * has not waited.
     *
     * @return whether it has waited
     */
    static boolean isInterrupted(
            Background background,
            Connection connection,
            AutoCloseable resource,
            String atWork,
            Runnable goOn)
            throws Exception {
        var thrown = new AtomicReference<Throwable>();
        var marked = new AtomicBoolean();
        AutoCloseable interrupted =
                () -> {
                    thrown.set(catchThrowable(resource::close));
                    marked.set(Thread.interrupted());
                };
        var closing = begin(background, connection, interrupted, atWork);
        closing.thread().interrupt();
        roundTrips(connection);
        var tooEarly = closing.hasEnded() && thrown.get() == null;
        goOn.run();
        background.await("close, which was interrupted, ends", closing::hasEnded);
        assertThat(tooEarly)
                .withFailMessage(
                        "close, whose thread was interrupted, returned while %s: it waits on, or it"
                                + " throws an IOException, since it has not waited",
                        atWork)
                .isFalse();
        if (thrown.get() != null) {
            assertThat(thrown.get())
                    .as("what close throws, whose thread was interrupted while %s", atWork)
                    .isInstanceOf(IOException.class);
            return false;
        }
        assertThat(marked)
                .as(
                        "whether the thread is still marked as interrupted when close, which was"
                                + " interrupted while %s, has returned",
                        atWork)
                .isTrue();
        return true;
    }

    /** Closes it while it is {@code atWork} and its connection is gone: it waits for nothing. */
    static void doesNotWait(Background background, AutoCloseable resource, String atWork) {
        var closing = background.start("close", () -> Reasons.closing(resource));
        background.await(
                "close does nothing, and returns, when the connection is gone already, while "
                        + atWork,
                closing::hasEnded);
    }

    /** Fails unless a connection that may have one channel alone has none any more. */
    static void awaitChannel(Background background, Connection connection, String since) {
        background.await(
                "a channel can be opened: the connection may have one, and that of %s is closed"
                        .formatted(since),
                () ->
                        Reasons.telling(
                                "opening a channel",
                                () -> {
                                    var channel = connection.openChannel();
                                    if (channel.isPresent()) {
                                        channel.get().close();
                                    }
                                    return channel.isPresent();
                                }));
    }

    /** What the broker has said before has arrived then. */
    static void roundTrips(Connection connection) throws Exception {
        for (var i = 0; i < ROUND_TRIPS && connection.isOpen(); i++) {
            connection.createChannel().close();
        }
    }
}
