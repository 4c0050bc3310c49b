package course.rabbitmq;

import com.rabbitmq.client.Channel;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * Exercise 7.7: publishing so that nothing is lost. Of each message the publisher learns what has
 * become of it, and what the broker may not have got is sent again, even when the broker was
 * killed.
 *
 * <p>It uses publisher confirms: on a channel in confirm mode the broker answers each message, in
 * groups if it likes, with an ack when it has taken it over, or with a nack. A message that no
 * queue takes comes back before its ack, if it was published as <i>mandatory</i>.
 *
 * <p>A message may come twice in the end, but not unseen: however often it is sent, its message id
 * stays the same.
 *
 * <p>Tutorial: RabbitMQ队列; its {@code basic_publish} does not say whether anything has arrived.
 */
public interface ConfirmedPublisher {

    /** A message that has been nacked so often is given up. */
    int MOST_NACKS = 3;

    /** What has become of a message. */
    enum Outcome {
        /** The broker is answerable for it now; it is in a queue. */
        CONFIRMED,
        /** No queue takes what is published to this exchange with this routing key. */
        UNROUTABLE
    }

    /** Where channels come from. */
    @FunctionalInterface
    interface Channels {

        /**
         * A new channel. If the connection is lost, it is one of a new connection, as soon as there
         * is one: it may take long. Not to be called on a thread of the connection, so in none of
         * the client's callbacks.
         */
        Channel open() throws IOException, TimeoutException, InterruptedException;
    }

    /**
     * Opens the first channel.
     *
     * @param outstanding how many messages may be on their way at the same time: published, and
     *     their outcome not known yet
     * @throws IllegalArgumentException if {@code outstanding} is less than 1
     */
    Publisher open(Channels channels, int outstanding)
            throws IOException, TimeoutException, InterruptedException;

    /** Publishes until it is closed; for any number of threads. */
    interface Publisher extends AutoCloseable {

        /**
         * Publishes a message: persistent, mandatory, and with a message id that no other message
         * has, whoever publishes it. Waits first while as many messages as allowed are on their
         * way.
         *
         * <p>An outcome is known as soon as the broker has answered, even while a publish is held
         * up by a line that is full.
         *
         * <p>A message that is nacked is sent again on the same channel; with its {@link
         * #MOST_NACKS}th nack it fails, with an {@link IOException}.
         *
         * <p>When the connection is lost, all messages that are on their way are sent again on a
         * new channel, in the order in which they were published, and before any newer one. A new
         * channel may be lost, too, as soon as it is there.
         *
         * <p>When the channel alone is closed, since the broker has refused something (no such
         * exchange, no permission), it can't be told which message was to blame: those that were on
         * their way on it fail, with the broker's reason. What is published then goes on a new
         * channel.
         *
         * <p>When there is no new channel, since {@link Channels#open} has thrown, all that is on
         * its way fails, with what it threw; the publisher can only be closed then.
         *
         * <p>That something fails means: its outcome completes exceptionally, with this reason, or
         * with one whose cause it is. What depends on an outcome may run on the thread on which the
         * confirms arrive, so it must not wait for anything, as publishing does.
         *
         * @param body must not be changed while the message is on its way
         * @throws IllegalArgumentException if the exchange's name or the routing key is longer than
         *     255 bytes in UTF-8, which does not fit into a message; the publisher goes on
         * @throws InterruptedException if interrupted while it waits; the message has not been sent
         * @throws IllegalStateException if the publisher is closed, or there is no new channel, be
         *     it while it waits; the message has not been sent
         */
        CompletableFuture<Outcome> publish(String exchange, String routingKey, byte[] body)
                throws InterruptedException;

        /**
         * Takes no more messages, waits until the outcome of all that are on their way is known,
         * and closes the channel; the connection is somebody else's. Closing twice does nothing
         * more.
         *
         * <p>If its thread is interrupted, it does not wait: what is still on its way fails. The
         * thread is still marked as interrupted then.
         */
        @Override
        void close();
    }
}
