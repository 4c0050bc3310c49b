package course.select;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * Exercise 5.2: the tutorial's server. One thread serves all clients by {@code select}, and answers
 * in upper case (ASCII letters; other bytes as they are).
 *
 * <p>Its state is the same as the tutorial's: the list of channels to read from ({@code inputs},
 * which includes the listening one), the list of those to write to ({@code outputs}), and for each
 * connection a queue of messages. A message that was read is queued, never answered at once: the
 * answer is written when a later {@code select} says that there is room.
 *
 * <p>Tutorial: Select\Poll\Epoll异步IO, select socket server.
 */
public interface SelectServer {

    /**
     * How many bytes may wait to be sent to one client. While that many or more wait, the server
     * does not read from this client.
     */
    int MOST_WAITING_BYTES = 256 * 1024;

    /**
     * What the tutorial's server prints, as it happens. All calls come from the server's thread.
     */
    interface Log {
        /** {@code waiting for next event...}: once before each {@code select}. */
        default void waiting() {}

        /** {@code new connection from ('127.0.0.1', 52110)} */
        default void connected(InetSocketAddress client) {}

        /** {@code 收到来自[127.0.0.1]的数据: b'abc'} */
        default void received(InetSocketAddress client, byte[] message) {}

        /**
         * {@code sending msg to [127.0.0.1] b'abc'}: once for each message, before the first write
         * of its answer. The message is not yet in upper case.
         */
        default void sending(InetSocketAddress client, byte[] message) {}

        /**
         * {@code client [127.0.0.1] queue is empty..}: all is sent, and it leaves {@code outputs}.
         * Whether a connection that is closed then is told of as well is left open.
         */
        default void queueEmpty(InetSocketAddress client) {}

        /**
         * {@code 客户端断开了}: once for each connection, when it is closed because of its client or of a
         * failure of its own. Nothing more is told of it. What is closed because the server ends
         * may be told or not.
         */
        default void disconnected(InetSocketAddress client) {}

        /** {@code handling exception for ('127.0.0.1', 52110)}: once, for urgent data. */
        default void exceptional(InetSocketAddress client) {}
    }

    /**
     * Serves on this thread until it is interrupted, be it before the call, in {@code select} or at
     * work; then closes all connections and the listener, and returns. Whether the interrupt status
     * is set afterwards is left open.
     *
     * <ul>
     *   <li>Each call of {@code select} watches, for reading and for exceptions, the channels that
     *       the server wants to read from; and for writing, the connections that have something to
     *       be sent. A connection that has nothing more to be sent is watched for writing at most
     *       once more.
     *   <li>Nothing is lost or mixed up: what one write does not take is sent by later ones, and
     *       each client gets the answers to its own messages alone.
     *   <li>A client that has finished sending (end of stream) still gets all answers to what it
     *       has sent. Then its connection is closed.
     *   <li>A connection that fails, or that has something exceptional (urgent data), is closed at
     *       once. The others go on as before.
     *   <li>Nothing of a closed connection is kept.
     *   <li>A client that does not read its answers cannot stop the others, and cannot make the
     *       server keep more than {@link #MOST_WAITING_BYTES} and one read.
     *   <li>A connection that {@code select} refuses to watch (its descriptor is 1,024 or more) is
     *       closed at once, however many of them there are. The others go on as before.
     *   <li>If a connection cannot be accepted, because the process has no descriptors left, the
     *       server goes on with those that it has, and tries again when one of them is closed, at
     *       the latest after a second, for as long as it takes. It does not spin in the meantime.
     * </ul>
     *
     * @param listener bound, in non-blocking mode
     * @param select what to wait with
     * @throws IOException if {@code select} fails, or the listener is closed by someone else; all
     *     connections are closed then. Whether the listener is closed after a failure of {@code
     *     select} is left open.
     */
    void serve(ServerSocketChannel listener, Select select, Log log) throws IOException;
}
