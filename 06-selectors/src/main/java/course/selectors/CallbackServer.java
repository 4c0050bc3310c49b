package course.selectors;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * Exercise 6.3: the tutorial's echo server. Each channel has a callback as its data, and the loop
 * calls the callbacks of the channels that are ready: one accepts, and there is one for each
 * connection.
 *
 * <p>Tutorial: selectors模块, {@code callback = key.data}. Its comment says "Hope it won't block";
 * this server makes sure of it.
 */
public interface CallbackServer {

    /**
     * How many bytes may wait to be sent to one client. While that many or more wait, the server
     * does not read from this client, which is not watched for {@link Event#READ} meanwhile.
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
     * What the tutorial's server prints, as it happens. All calls come from the server's thread. An
     * exception that {@link #accepted}, {@link #echoing} or {@link #closing} throws costs the
     * connection that it is about, and nobody else. {@link #failed} must not throw. A log may close
     * the connection that it is told of, and no other; whether {@link #failed} is told of it then
     * is left open.
     */
    interface Log {
        /** {@code accepted <socket.socket …> from ('127.0.0.1', 52110)} */
        default void accepted(SocketChannel connection, SocketAddress client) {}

        /**
         * {@code echoing b'abc' to <socket.socket …>}
         *
         * @param data what was read, from position to limit; valid only during the call
         */
        default void echoing(ByteBuffer data, SocketChannel connection) {}

        /**
         * {@code closing <socket.socket …>}: the connection is about to be closed; its client has
         * finished, and has been sent all. Told once, whenever the last bytes leave. It is not told
         * of a connection that fails, or that the server closes at its end.
         */
        default void closing(SocketChannel connection) {}

        /** A callback has thrown; its channel was unregistered and closed before. Told once. */
        default void failed(SelectorKey key, Exception thrown) {}
    }

    /**
     * Serves on this thread until it is interrupted, whether in {@code select}, in a callback or
     * before; then returns with the thread's interrupt status set. However it ends, it closes all
     * its connections and the listener, and unregisters them: also if the selector fails, or a
     * callback throws an {@link Error}, which is passed on. What others have registered stays as it
     * is. A server that has ended can serve again.
     *
     * <p>The loop:
     *
     * <ul>
     *   <li>Every key of the selector has a {@link Callback} as its data. This includes the keys
     *       that others have registered, before the server starts or in a callback: the loop is for
     *       all keys.
     *   <li>After each {@code select} it calls the callbacks of the channels that are ready, in the
     *       order in which they are listed: each of them once, with the key that the channel has at
     *       that moment.
     *   <li>A callback may register, modify, unregister and close what it likes. If a channel was
     *       ready, but another callback closes or unregisters it before its turn comes, its
     *       callback is not called. It is not called either if the channel is no longer watched for
     *       anything that it is ready for.
     *   <li>That goes for the server's own channels, too. A connection that another callback lets
     *       be watched for something else is watched again as it has to be, after its next call. If
     *       another callback closes the listener, nobody is accepted any more, and the server goes
     *       on.
     *   <li>If a callback throws an exception, its own channel is unregistered and closed, and the
     *       log is told. The others, in this round and later ones, are called as before. An {@link
     *       InterruptedException} ends the server.
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
     *       Event#READ} any more. It still gets all that waits to be sent to it; then its
     *       connection is unregistered and closed.
     *   <li>Nothing of a closed connection is kept, whoever has closed it: one that another
     *       callback closes is unregistered, if it is not yet, before the server waits again.
     *   <li>If a connection cannot be accepted, because the process has no descriptors left, the
     *       server goes on with those that it has, and tries again when one of its connections is
     *       closed, in whatever way, or after a second at the latest. It does not spin in the
     *       meantime. A connection that the selector refuses to watch, by whatever exception, is
     *       closed; the next ones are accepted as before.
     * </ul>
     *
     * @param listener bound, in non-blocking mode, not registered
     * @param selector what to wait with; it stays open
     * @throws IOException if the selector fails
     */
    void serve(ServerSocketChannel listener, Selector selector, Log log) throws IOException;
}
