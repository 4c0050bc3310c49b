package course.rabbitmq;

import com.rabbitmq.client.Connection;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Exercise 7.5: a log that anybody may listen to. A message goes to an exchange, which copies it
 * into the queues of all whose binding keys match its routing key; and each listener has a queue of
 * its own.
 *
 * <p>Both sides declare the exchange: durable, not deleted by itself, not internal. A message's
 * body is its text in UTF-8. Each call works on a channel of its own, and closes it; the connection
 * is the caller's, and many threads may use it.
 *
 * <p>Tutorial: RabbitMQ队列; it publishes to the default exchange, and says that no message gets into
 * a queue but through an exchange.
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
     * Predicts whether an exchange of that type puts a message into a queue that is bound with that
     * key.
     *
     * <ul>
     *   <li>A fanout exchange does, whatever the keys are.
     *   <li>A direct exchange does if the keys are equal.
     *   <li>A topic exchange compares words, which are what is between the dots: in a binding key,
     *       the word {@code *} stands for any one word, the word {@code #} for any number of them,
     *       none included, and each other word for itself. A word may be empty; but the empty key
     *       has no words at all.
     * </ul>
     *
     * A key has up to 255 bytes, and of its words any number may be {@code #}: it answers at once
     * all the same. (RabbitMQ 4.3 refuses to bind with more than two.)
     */
    boolean matches(Type type, String bindingKey, String routingKey);

    /**
     * Declares the exchange and sends it a message. When it returns, the message is in the queues
     * of all subscribers that it is for; if there are none, it is dropped, and that is no error.
     *
     * @throws IOException if the broker refuses, for instance because there is an exchange of that
     *     name and of another type. Its message tells what the broker said (its {@code
     *     reply-text}), if it said anything: of a nack there are no words. Subscriptions on the
     *     same connection go on
     * @throws TimeoutException if it does not confirm the message within {@link #LONGEST_PUBLISH}
     * @throws IllegalArgumentException if the routing key is longer than 255 bytes
     */
    void publish(Connection connection, Exchange exchange, String routingKey, String message)
            throws IOException, TimeoutException;

    /**
     * Declares the exchange and a queue, whose name the broker chooses, and which no other
     * connection may use; binds the queue with each of the keys; and begins to hand its messages to
     * {@code handler}: each once, however many of the keys match it. What is published after it has
     * returned is handed over, what was published before it was called is not.
     *
     * <p>{@code handler} is called on some other thread, for one message at a time, in the order in
     * which they are in the queue. One that throws, whatever it is, is handed the next message.
     * While one is slow, its messages wait at the broker, but for a few, and nobody else waits, not
     * even on the same connection, which has a thread for each that is at work (as many as the
     * machine has processors, unless it was given others).
     *
     * @throws IOException if the broker refuses, as for {@link #publish}
     * @throws IllegalArgumentException if there are no binding keys, or one is longer than 255
     *     bytes. Whatever is thrown, no channel, queue or binding is left
     */
    Subscription subscribe(
            Connection connection, Exchange exchange, List<String> bindingKeys, Handler handler)
            throws IOException;

    /** Until it is closed, or its connection is, it receives messages. */
    interface Subscription extends AutoCloseable {

        /** The name that the broker gave to its queue. */
        String queue();

        /**
         * Receives no more messages, waits until the handler is done with the one at hand, and
         * deletes the queue, whatever is in it; its bindings go with it. (An auto-delete queue goes
         * by itself, but a moment later, and a message that is published in that moment may be
         * nacked.) Closing twice does nothing more, and closing one whose connection is gone does
         * nothing. Not to be called by the handler.
         */
        @Override
        void close() throws IOException, TimeoutException;
    }
}
