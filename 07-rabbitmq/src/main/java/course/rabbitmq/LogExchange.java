package course.rabbitmq;

import com.rabbitmq.client.Connection;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Exercise 7.5: a log that anybody may listen to. A message goes to an exchange, which copies it
 * into all queues whose binding keys match its routing key. Each listener has a queue of its own.
 *
 * <p>Both sides declare the exchange: durable, not auto-delete, not internal. A message's body is
 * its text in UTF-8. Each call works on a channel of its own, and closes it; the connection is the
 * caller's, and many threads may use it.
 *
 * <p>Tutorial: RabbitMQ队列; it publishes to the default exchange, and says that every message gets
 * into a queue through an exchange.
 */
public interface LogExchange {

    /** How long {@link #publish} waits for the broker to take a message. */
    Duration LONGEST_PUBLISH = Duration.ofSeconds(5);

    enum Type {
        FANOUT,
        DIRECT,
        TOPIC
    }

    record Exchange(String name, Type type) {}

    /** What a subscriber does with a message. */
    @FunctionalInterface
    interface Handler {
        void on(String routingKey, String message) throws Exception;
    }

    /**
     * Predicts whether an exchange of this type puts a message into a queue that is bound with this
     * key.
     *
     * <ul>
     *   <li>A fanout exchange always does; the keys do not matter.
     *   <li>A direct exchange does if the keys are equal.
     *   <li>A topic exchange compares words; the dots separate the words. In a binding key, the
     *       word {@code *} stands for any one word, the word {@code #} for any number of words,
     *       also zero, and each other word for itself. A word may be empty, but the empty key has
     *       no words at all.
     * </ul>
     *
     * A key has up to 255 bytes, and any number of its words may be {@code #}: even then this
     * method answers at once. (RabbitMQ 4.3 refuses to bind with more than two.)
     */
    boolean matches(Type type, String bindingKey, String routingKey);

    /**
     * Declares the exchange and sends it a message. When it returns, the message is in the queues
     * of all subscribers that it is for; if there are none, it is dropped, and that is not an
     * error.
     *
     * <p>A broker that falls silent is waited for no longer than {@link #LONGEST_PUBLISH} once the
     * message has been sent; closing the channel, which the broker would have to answer, too, is
     * part of that. Before the message is sent, it may be this time as well, or the connection's
     * own limit ({@code ConnectionFactory.setChannelRpcTimeout}), which is an IOException.
     *
     * @throws IOException if the broker refuses, for instance because there is an exchange of the
     *     same name with another type. The exception's message contains what the broker said (its
     *     {@code reply-text}), if it said anything: a nack has no text. Subscriptions on the same
     *     connection go on. It is also thrown if the thread is interrupted while it waits: the
     *     thread's interrupt status is still set then
     * @throws TimeoutException if the broker does not confirm the message within {@link
     *     #LONGEST_PUBLISH}
     * @throws IllegalArgumentException if the routing key is longer than 255 bytes in UTF-8
     */
    void publish(Connection connection, Exchange exchange, String routingKey, String message)
            throws IOException, TimeoutException;

    /**
     * Declares the exchange and a queue, whose name the broker chooses, and which no other
     * connection may use; binds the queue with each of the keys; and begins to hand its messages to
     * {@code handler}: each message once, no matter how many of the keys match it. Messages that
     * are published after this has returned are handed over; messages that were published before
     * this was called are not.
     *
     * <p>{@code handler} is called on another thread, for one message at a time, in the order in
     * which the messages are in the queue. If it throws, no matter what, it still gets the next
     * message. A message that the handler is done with is acknowledged: the broker keeps nothing of
     * it. While a handler is slow, its messages wait at the broker, except for a few (hundreds
     * would be too many). Nobody else has to wait for it, not even on the same connection, which
     * has a thread for each handler that is working (as many threads as the machine has processors,
     * unless the connection was given others).
     *
     * @throws IOException if the broker refuses, as for {@link #publish}
     * @throws IllegalArgumentException if there are no binding keys, or one is longer than 255
     *     bytes. No matter what is thrown, no channel, queue or binding is left
     */
    Subscription subscribe(
            Connection connection, Exchange exchange, List<String> bindingKeys, Handler handler)
            throws IOException;

    /** Receives messages until it is closed, or its connection is closed. */
    interface Subscription extends AutoCloseable {

        /** The name that the broker gave to its queue. */
        String queue();

        /**
         * Receives no more messages, waits until the handler is done with its current message, and
         * deletes the queue with its bindings, even if messages are in it. (The broker deletes an
         * auto-delete queue, too, but a moment later, and a message that is published in that
         * moment may be nacked.) Messages that the client has received already may still be handed
         * over before it returns, or not; none is handed over afterwards. Closing again does
         * nothing, and closing a subscription whose connection is gone does nothing; if the
         * connection is lost while it waits for the handler, it need not wait any more. If its
         * thread is interrupted while it waits, it waits on, and its interrupt status is set when
         * it returns, or it throws an IOException. If the queue has been deleted, it closes the
         * channel, and that is all. The handler must not call this.
         */
        @Override
        void close() throws IOException, TimeoutException;
    }
}
