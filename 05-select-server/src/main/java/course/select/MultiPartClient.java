package course.select;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Exercise 5.3: the tutorial's client, which opens several connections and sends its message in
 * parts, each part on all connections before any answer is read.
 *
 * <p>Tutorial: Select\Poll\Epoll异步IO, select socket client.
 */
public interface MultiPartClient {

    /** What the tutorial's client says, in its order. */
    interface Log {
        /** {@code connecting to localhost port 10000}: once, before the first connection. */
        default void connecting(InetSocketAddress server) {}

        /** {@code ('127.0.0.1', 52110): sending "…"} */
        default void sending(InetSocketAddress local, byte[] part) {}

        /**
         * {@code ('127.0.0.1', 52110): received "…"}: a part's whole answer, in an array that is
         * not used again: the log may keep it, and write into it later.
         */
        default void received(InetSocketAddress local, byte[] answer) {}

        /** {@code closing socket ('127.0.0.1', 52110)}: the server has closed it. */
        default void closing(InetSocketAddress local) {}
    }

    /**
     * Talks to a server that answers with as many bytes as it is sent. Connects {@code connections}
     * times; then, part after part, sends the part on every connection, and reads its whole answer
     * on every connection, in the order of the connections; a part without a byte is told to the
     * log like the others. At the end all connections are closed, whatever fails, be it the log. A
     * client can talk again, after a success as after a failure.
     *
     * <p>TCP keeps no message boundaries: an answer may come in several pieces, and a piece may end
     * in the middle of a character.
     *
     * @param parts sent as UTF-8; each must fit into the buffers between client and server, because
     *     no answer is read while it is being sent
     * @return the answers of each connection, joined, in the order of the connections
     * @throws java.io.EOFException if the server closes a connection before an answer is whole; the
     *     message says how many bytes of this part's answer had come on this connection, and of how
     *     many
     * @throws IOException if a connection is refused or breaks
     */
    List<String> talk(InetSocketAddress server, int connections, List<String> parts, Log log)
            throws IOException;
}
