package course.selectors;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * Exercise 6.3: the tutorial's echo server. Each channel has a callback as its data, and the loop
 * calls back whoever is ready: one to accept, one for each connection.
 *
 * <p>Tutorial: selectors模块, {@code callback = key.data}. Where its comment says "Hope it won't
 * block", this server makes sure.
 */
public interface CallbackServer {

    /**
     * How many bytes may wait to be sent to one client. While that many or more wait, the server
     * does not read from this client.
     */
    int MOST_WAITING_BYTES = 256 * 1024;

    /** What is to be done when a channel is ready: the data of its key. */
    @FunctionalInterface
    interface Callback {
        /**
         * @param key the channel's key, as it is now
         * @param events what the channel is ready for, and still watched for
         */
        void ready(SelectorKey key, Set<Event> events) throws Exception;
    }

    /**
     * What the tutorial's server prints, as it happens. All calls come from the server's thread.
     */
    interface Log {
        /** {@code accepted <socket.socket …> from ('127.0.0.1', 52110)} */
        default void accepted(SocketChannel connection, SocketAddress client) {}

        /**
         * {@code echoing b'abc' to <socket.socket …>}
         *
         * @param data what was read, from position to limit; only during the call
         */
        default void echoing(ByteBuffer data, SocketChannel connection) {}

        /**
         * {@code closing <socket.socket …>}: the connection is about to be closed; its client has
         * finished.
         */
        default void closing(SocketChannel connection) {}

        /** A callback has thrown; its channel was closed. */
        default void failed(SelectorKey key, Exception thrown) {}
    }

    /**
     * Serves on this thread until it is interrupted; then closes all its connections and the
     * listener, leaves neither in the selector, and returns with the thread's interrupt status set.
     * What others have registered stays as it is.
     *
     * <p>The loop:
     *
     * <ul>
     *   <li>Every key of the selector has a {@link Callback} as its data, those included that
     *       others have registered, before the server starts or in a callback: the loop is for all.
     *   <li>After each {@code select} it calls, in the order in which they are listed, the
     *       callbacks of those who are ready: once each, with the key that the channel has at that
     *       moment.
     *   <li>A callback may register, modify, unregister and close what it likes. Who was ready, but
     *       is closed or unregistered by another's callback before its turn comes, is not called;
     *       nor is who is not watched any more for anything that it is ready for.
     *   <li>A callback that throws an exception costs its own channel: it is unregistered and
     *       closed, and the log is told. The others, of this round and later ones, are not
     *       concerned. An {@link InterruptedException} ends the server.
     * </ul>
     *
     * <p>The connections:
     *
     * <ul>
     *   <li>Whoever connects is accepted and registered for {@link Event#READ}. What it sends comes
     *       back to it.
     *   <li>Nothing is lost or mixed up: what one write did not take is kept, and sent when there
     *       is room. A connection is watched for {@link Event#WRITE} only as long as something
     *       waits to be sent to it.
     *   <li>A client that does not read cannot stop the others, and cannot make the server keep
     *       more than {@link #MOST_WAITING_BYTES} and one read.
     *   <li>A client that has finished sending (end of stream) is not watched for {@link
     *       Event#READ} any more. It gets what it has coming; then its connection is unregistered
     *       and closed.
     *   <li>Nothing of a closed connection is kept.
     *   <li>If a connection cannot be accepted, because the process has no descriptors left, the
     *       server goes on with those that it has, and tries again when one of its connections is
     *       closed, at the latest after a second. It does not spin in the meantime. A connection
     *       that the selector refuses to watch is closed.
     * </ul>
     *
     * @param listener bound, in non-blocking mode, not registered
     * @param selector what to wait with; it stays open
     * @throws IOException if the selector fails; all connections are closed then
     */
    void serve(ServerSocketChannel listener, Selector selector, Log log) throws IOException;
}
