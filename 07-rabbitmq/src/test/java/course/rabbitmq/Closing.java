package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;

import course.kit.Background;

import java.time.Duration;

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
