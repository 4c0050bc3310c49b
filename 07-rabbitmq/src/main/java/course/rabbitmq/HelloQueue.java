package course.rabbitmq;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Exercise 7.1: the simplest communication over a queue. One program sends a text, another receives
 * it; the two need not run at the same time, and either may be the first.
 *
 * <p>Since nobody knows which is the first, both declare the queue: durable, not exclusive, not
 * auto-delete. A message is never sent to a queue but to an exchange; the default exchange, whose
 * name is empty, hands it to the queue that the routing key names. A message's body is bytes: here,
 * the text in UTF-8 and nothing else, so that programs in other languages can read it. It waits for
 * its receiver as long as it has to: it does not expire.
 *
 * <p>Tutorial: RabbitMQ队列, 实现最简单的队列通信.
 */
public interface HelloQueue {
    String QUEUE = "hello";

    /**
     * Declares the queue and sends one message. When it returns, the broker has the message, and
     * the connection is closed; it is closed as well when something fails. (A broker that takes no
     * message from this user does not say so here; {@link WorkQueue} asks for its answer.)
     *
     * @param broker where to connect, as {@code amqp://user:password@host:port/vhost}; without a
     *     path it is the virtual host {@code /}
     * @throws IOException if there is no broker, or if it refuses the user or the queue
     * @throws TimeoutException if the broker does not answer in time; this may be an IOException,
     *     too, and how long it takes is up to you, but nobody waits for ever
     */
    void send(URI broker, String message) throws IOException, TimeoutException;

    /**
     * Declares the queue and begins to receive; returns when the broker has agreed, and does not
     * wait for a message. From then on each message is handed to {@code onMessage} on another
     * thread, one after the other, in the order in which they were sent. Messages count as
     * delivered when the broker has sent them (the tutorial's {@code no_ack=True}): one that is
     * being handled when the connection is lost does not come again.
     *
     * <p>A message on which {@code onMessage} throws a RuntimeException is lost, and the next ones
     * are received as if nothing had happened.
     *
     * <p>When it fails, no connection is left open. It fails as {@link #send} does.
     */
    Subscription receive(URI broker, Consumer<String> onMessage)
            throws IOException, TimeoutException;

    /** Receives messages until it is closed. */
    interface Subscription extends AutoCloseable {

        /**
         * Takes no more messages from the queue, and closes the connection; one that is lost just
         * then is not made again. No message is lost by closing: when this returns, each message
         * has been handed to {@code onMessage}, however long that takes, or is still in the queue.
         * No message is handed over afterwards. It must not be called from {@code onMessage}. If
         * its thread is interrupted while it waits, it waits on, and its interrupt status is set
         * when it returns, or it throws an IOException, and messages may be lost. Closing again
         * does nothing. If the queue has been deleted meanwhile, so that no message can come any
         * more, it closes the connection, and that is all.
         */
        @Override
        void close() throws IOException;
    }
}
