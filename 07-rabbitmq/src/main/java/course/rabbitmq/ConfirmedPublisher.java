package course.rabbitmq;

import com.rabbitmq.client.Channel;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * Exercise 7.7: publishing so that nothing is lost. The publisher learns what has happened to each
 * message. Messages that the broker may not have got are sent again, even if the broker was killed.
 *
 * <p>It uses publisher confirms: on a channel in confirm mode the broker answers each message with
 * an ack when it has taken it over, or with a nack. One answer may be for several messages. A
 * message that no queue takes comes back before its ack, if it was published as <i>mandatory</i>.
 *
 * <p>A message may arrive twice, but the receiver can see that: no matter how often it is sent, its
 * message id stays the same.
 *
 * <p>Tutorial: RabbitMQ队列; its {@code basic_publish} does not say whether anything has arrived.
 */
public interface ConfirmedPublisher {

    /** A message that has been nacked this many times is given up. */
    int MOST_NACKS = 3;

    /** What has happened to a message. */
    enum Outcome {
        /** The broker is now responsible for it; it is in a queue. */
        CONFIRMED,
        /** No queue takes what is published to this exchange with this routing key. */
        UNROUTABLE
    }

    /** Where channels come from. */
    @FunctionalInterface
    interface Channels {

        /**
         * A new channel. If the connection is lost, the channel belongs to a new connection, and
         * this call waits until there is one: that may take long. It must not be called on a thread
         * of the connection, so not in any callback of the client.
         */
        Channel open() throws IOException, TimeoutException, InterruptedException;
    }

    /**
     * Opens the first channel. If it can't be put into confirm mode, it is closed.
     *
     * @param outstanding how many messages may be on their way at the same time, that is, published
     *     while their outcome is not known yet
     * @throws IllegalArgumentException if {@code outstanding} is less than 1
     */
    Publisher open(Channels channels, int outstanding)
            throws IOException, TimeoutException, InterruptedException;

    /** Publishes until it is closed; any number of threads may use it. */
    interface Publisher extends AutoCloseable {

        /**
         * Publishes a message: persistent, mandatory, and with a message id that no other message
         * has, whoever publishes it. First waits while the allowed number of messages is on its
         * way.
         *
         * <p>An outcome is known as soon as the broker has answered, even while a publish has to
         * wait because the connection's buffers are full.
         *
         * <p>A message that is nacked is sent again on the same channel; with its {@link
         * #MOST_NACKS}th nack it fails, with an {@link IOException}. It is on its way all the time:
         * if its channel is lost before it has been sent again, it is sent on the next one. What
         * has come back counts for the answer that follows on this channel, and not for a copy that
         * is sent later.
         *
         * <p>When the connection is lost, all messages that are on their way are sent again on a
         * new channel, in the order in which they were published (no matter in which order they
         * were sent last), and before any newer one. A new channel may be lost, too, immediately
         * after it was opened.
         *
         * <p>When only the channel is closed, since the broker has refused something (no such
         * exchange, no permission), nobody can know which message was the cause: those that were on
         * their way on this channel fail, with the broker's reason. Messages that are published
         * after that use a new channel.
         *
         * <p>When there is no new channel, since {@link Channels#open} has thrown something, all
         * messages that are on their way fail with that; the publisher can only be closed then.
         *
         * <p>That a message fails means: its outcome completes exceptionally, with this reason, or
         * with an exception whose cause is this reason. Actions that depend on an outcome may run
         * on the thread on which the confirms arrive, so they must not wait for anything;
         * publishing, for example, waits. An outcome that somebody else completes, or cancels, is
         * of no concern to the publisher: its message goes its way, and leaves its place to others
         * as any other does.
         *
         * @param body must not be changed while the message is on its way
         * @throws IllegalArgumentException if the exchange's name or the routing key is longer than
         *     255 bytes in UTF-8, which does not fit into a message; the publisher goes on
         * @throws InterruptedException if the thread is interrupted while it waits; the message has
         *     not been sent
         * @throws IllegalStateException if the publisher is closed, or there is no new channel,
         *     before this call or while it waits; the message has not been sent
         */
        CompletableFuture<Outcome> publish(String exchange, String routingKey, byte[] body)
                throws InterruptedException;

        /**
         * Takes no more messages, waits until the outcome of all that are on their way is known,
         * and closes the channel, but not the connection, which belongs to somebody else. Closing
         * again does nothing.
         *
         * <p>If its thread is interrupted, it does not wait: the messages that are still on their
         * way fail, and a channel that is being opened is closed as soon as it is there (or its
         * opening is interrupted). The thread's interrupt status is still set then.
         */
        @Override
        void close();
    }
}
